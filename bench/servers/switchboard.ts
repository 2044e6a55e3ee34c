import { startServer } from '../../src/http-app.ts';
import { reportTo } from '../settings.ts';
import { configuration, log, openBenchApp } from './open-app.ts';

const server = await startServer(await openBenchApp(), {
  configuration,
  log,
  graphiql: { token: undefined, tabs: [] },
});
reportTo(server.port);
