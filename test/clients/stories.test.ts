import { openProxy, type Proxy } from '../client/proxy.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { apollo4 } from './drivers/apollo-4.ts';
import { urql } from './drivers/urql.ts';
import { openSocketClient, type Driver } from './driver.ts';
import { runStory } from './run-story.ts';
import { operations, stories, testsAllClients } from './stories.ts';

const all = testsAllClients ? await import('./drivers/all.ts') : undefined;
const drivers: Readonly<Record<string, Driver>> = {
  'Apollo Client 4': apollo4,
  'urql with its default cache': urql,
  ...all?.otherDrivers,
};

let server: TestServer;
let proxy: Proxy;
let tests = 0;
beforeAll(async () => {
  await all?.installGql();
  server = await startTestServer(import.meta.url, { OPERATIONS_PER_SECOND: '0' });
  proxy = await openProxy(server.url);
}, 120_000);
afterAll(async () => {
  await proxy.stop();
  await server.stop();
  await all?.removeGql();
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

test('the story of the broken connections fails with a client that does not send the position of the last event', async () => {
  const story = stories.find(({ name }) => name === 'cut and resume');
  if (!story) throw new Error('There is no such story.');
  const forgetful: Driver = (surroundings) => {
    const socketClient = openSocketClient(surroundings);
    return {
      ...urql(surroundings),
      subscribe: (name, variables, { next }) =>
        socketClient.subscribe(
          { query: operations[name], variables },
          {
            next({ data }) {
              next(data);
            },
            error: () => undefined,
            complete: () => undefined,
          },
        ),
    };
  };
  const running = runStory(story, forgetful, { server, proxy, tenant: `t${++tests}` });
  await expect(running).rejects.toThrow('toMatchObject');
});
