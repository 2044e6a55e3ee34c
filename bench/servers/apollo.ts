import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createAuthenticator } from '../../src/auth/index.ts';
import { readSdl } from '../../src/domains/shared/subgraph.ts';
import { GraphContext, buildUnifiedGraph } from '../../src/graph/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { reportTo, settings } from '../settings.ts';
import { openBenchApp } from './open-app.ts';

/** The same schema, resolvers and stores in Apollo Server with its defaults. */
const { subgraphs } = await openBenchApp();
const graph = buildUnifiedGraph(readSdl('common'), subgraphs);
const authenticator = await createAuthenticator({
  clock: systemClock,
  keys: { secret: settings.secret },
  claims: { username: 'sub', tenant: 'tenant', scope: 'scope' },
});
const { url } = await startStandaloneServer(new ApolloServer<GraphContext>({ schema: graph.schema }), {
  listen: { port: 0, host: '127.0.0.1' },
  context: async ({ req }) =>
    new GraphContext(await authenticator.authenticate(req.headers.authorization), graph.plan),
});
reportTo(Number(new URL(url).port));
