import { useServer } from 'graphql-ws/use/ws';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { createAuthenticator } from '../../../src/auth/index.ts';
import { readSdl } from '../../../src/domains/shared/subgraph.ts';
import { GraphContext, buildUnifiedGraph } from '../../../src/graph/index.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { createBoard } from '../../../test/support/board-subgraph.ts';
import { settings } from '../../settings.ts';
import { obey, text } from './control.ts';

/** The same schema and sources served by graphql-ws alone: one execution per subscriber. */
const board = createBoard();
const graph = buildUnifiedGraph(readSdl('common'), [board.subgraph]);
const authenticator = await createAuthenticator({
  clock: systemClock,
  keys: { secret: settings.secret },
  claims: { username: 'sub', tenant: 'tenant', scope: 'scope' },
});
const server = createServer();
useServer(
  {
    schema: graph.schema,
    context: async ({ connectionParams }) =>
      new GraphContext(await authenticator.authenticate(String(connectionParams?.authorization)), graph.plan),
  },
  new WebSocketServer({ server, path: '/graphql' }),
);
server.listen(0, '127.0.0.1', () => {
  obey((server.address() as AddressInfo).port, () => board.pin(text));
});
