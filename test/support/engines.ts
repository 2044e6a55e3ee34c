import { forms, startInForm, type Form } from './forms.ts';
import type { TestServer } from './server.ts';

/** Both engines; or the forms that are named in the environment. */
const told = (process.env.GRAPH_FORMS ?? 'compiled,interpreted').split(',').map((name): Form => {
  const form = forms.find((one) => one === name);
  if (form === undefined) throw new Error(`GRAPH_FORMS has ${name}, and may have ${forms.join(', ')}.`);
  return form;
});

/**
 * Runs a story twice: with compiled execution and through graphql-js alone. Both must tell it alike.
 * @param story gets a getter, since the server starts in beforeAll
 */
export function inBothEngines(
  testFile: string,
  story: (server: () => TestServer) => void,
  settings: Record<string, string> = {},
): void {
  describe.each(told)('%s', (form) => {
    let server: TestServer | undefined;
    beforeAll(async () => {
      server = await startInForm(testFile, form, settings);
    });
    afterAll(() => server?.stop());
    story(() => {
      if (server === undefined) throw new Error('The server did not start.');
      return server;
    });
  });
}
