import { readConfiguration } from '../../../src/config/index.ts';
import { noStorage, startServer } from '../../../src/http-app.ts';
import { createBoard } from '../../../test/support/board-subgraph.ts';
import { settings } from '../../settings.ts';
import { obey, text } from './control.ts';

const silent = () => undefined;
const board = createBoard();
const server = await startServer(
  {
    storage: noStorage,
    mongod: undefined,
    subgraphs: [board.subgraph],
  },
  {
    configuration: readConfiguration(
      {},
      {
        AUTH_SECRET: settings.secret,
        PORT: '0',
        // One caller opens all subscriptions.
        MAX_SOCKETS_PER_CALLER: '100000',
        OPERATIONS_PER_SECOND: '0',
      },
    ),
    log: { debug: silent, info: silent, warn: console.error, error: console.error },
    graphiql: { token: undefined, tabs: [] },
  },
);
obey(server.port, () => board.pin(text));
