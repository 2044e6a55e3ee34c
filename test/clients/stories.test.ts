import { openProxy, type Proxy } from '../client/proxy.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { apollo3 } from './drivers/apollo-3.ts';
import { apollo4 } from './drivers/apollo-4.ts';
import { gqlDriver, installGql } from './drivers/gql.ts';
import { graphqlRequest } from './drivers/graphql-request.ts';
import { relay } from './drivers/relay.ts';
import { graphcache, urql } from './drivers/urql.ts';
import type { Driver } from './driver.ts';
import { runStory } from './run-story.ts';
import { testsAllClients, stories } from './stories.ts';

let gql: Awaited<ReturnType<typeof installGql>> | undefined;
const drivers: Readonly<Record<string, Driver>> = {
  'Apollo Client 4': apollo4,
  'urql with its default cache': urql,
  ...(testsAllClients && {
    'Apollo Client 3': apollo3,
    'urql with graphcache': graphcache,
    'graphql-request, with graphql-sse for subscriptions': graphqlRequest,
    Relay: relay,
    'gql for Python': (surroundings) => gqlDriver(gql?.python ?? '')(surroundings),
  }),
};

let server: TestServer;
let proxy: Proxy;
let tests = 0;
beforeAll(async () => {
  if (testsAllClients) gql = await installGql();
  server = await startTestServer(import.meta.url, { OPERATIONS_PER_SECOND: '0' });
  proxy = await openProxy(server.url);
}, 120_000);
afterAll(async () => {
  await proxy.stop();
  await server.stop();
  await gql?.remove();
});

describe.each(Object.entries(drivers))('%s', (_, driver) => {
  test.each(stories)(
    '$name',
    async (story) => {
      await runStory(story, driver, { server, proxy, tenant: `t${++tests}` });
    },
    60_000,
  );
});
