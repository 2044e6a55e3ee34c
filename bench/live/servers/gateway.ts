import { openApp } from '../../../src/app.ts';
import { readConfiguration } from '../../../src/config/index.ts';
import { startServer } from '../../../src/http-app.ts';
import { reportTo, settings } from '../../settings.ts';

/** A complete server process over the database of the benchmark. */
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: console.error, error: console.error };
const configuration = readConfiguration(
  {},
  {
    MONGODB_URI: settings.uri,
    MONGODB_DATABASE: settings.database,
    AUTH_SECRET: settings.secret,
    PORT: '0',
    // A few callers send all requests.
    OPERATIONS_PER_SECOND: '0',
    MAX_SOCKETS_PER_CALLER: '1000',
    // The agent sends no requests after the chats have started.
    AGENT_LEASE_MS: '86400000',
  },
);
const app = await openApp(configuration, {
  log,
  onProgress: silent,
  signal: new AbortController().signal,
});
const server = await startServer(app, { configuration, log, graphiql: { token: undefined, tabs: [] } });
reportTo(server.port);
