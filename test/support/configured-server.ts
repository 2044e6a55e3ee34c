import { openApp, type App } from '../../src/app.ts';
import { startServer } from '../../src/http-app.ts';
import { collectingLogger, testConfiguration } from './server.ts';

export interface ConfiguredServer {
  /** The URL without a path. */
  readonly origin: string;
  readonly app: App;
  readonly log: ReturnType<typeof collectingLogger>;
  stop(): Promise<void>;
}

/**
 * Starts a complete server with these settings, as `serve` does: it does not wait for its database.
 * @param graphiql the token and the tabs of the GraphiQL page
 */
export async function startConfiguredServer(
  settings: Record<string, string>,
  {
    token,
    tabs = [],
  }: { readonly token?: string; readonly tabs?: readonly { readonly query: string }[] } = {},
): Promise<ConfiguredServer> {
  const configuration = testConfiguration(settings);
  const log = collectingLogger();
  const app = await openApp(configuration, {
    log,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  const server = await startServer(app, { configuration, log, graphiql: { token, tabs } }).catch(
    async (error: unknown) => {
      await app.close();
      throw error;
    },
  );
  return {
    origin: server.url,
    app,
    log,
    async stop() {
      await server.stop();
      await app.close();
    },
  };
}
