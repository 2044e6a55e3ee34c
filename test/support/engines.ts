import { startTestServer, type TestServer } from './server.ts';

const engines = ['compiled', 'interpreted'] as const;

/**
 * Runs a story twice: with compiled execution and through graphql-js alone. Both must tell it alike.
 * @param story gets a getter, since the server starts in beforeAll
 */
export function inBothEngines(
  testFile: string,
  story: (server: () => TestServer) => void,
  settings: Record<string, string> = {},
): void {
  describe.each(engines)('%s', (engine) => {
    let server: TestServer | undefined;
    beforeAll(async () => {
      server = await startTestServer(testFile, { GRAPH_ENGINE: engine, ...settings });
    });
    afterAll(() => server?.stop());
    story(() => {
      if (server === undefined) throw new Error('The server did not start.');
      return server;
    });
  });
}
