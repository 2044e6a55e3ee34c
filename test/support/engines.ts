import { forms, startInForm, type Form } from './forms.ts';
import type { TestServer } from './server.ts';

/** Forms of the environment variable GRAPH_FORMS. Default: both engines. */
const selectedForms = (process.env.GRAPH_FORMS ?? 'compiled,interpreted').split(',').map((name): Form => {
  const form = forms.find((one) => one === name);
  if (form === undefined)
    throw new Error(`GRAPH_FORMS contains ${name}. Allowed values: ${forms.join(', ')}.`);
  return form;
});

/**
 * Defines tests for compiled execution and for graphql-js. Both must give the same answers.
 * @param defineTests receives a function that returns the server, because the server starts in `beforeAll`
 */
export function inBothEngines(
  testFile: string,
  defineTests: (server: () => TestServer) => void,
  settings: Record<string, string> = {},
): void {
  describe.each(selectedForms)('%s', (form) => {
    let server: TestServer | undefined;
    beforeAll(async () => {
      server = await startInForm(testFile, form, settings);
    });
    afterAll(() => server?.stop());
    defineTests(() => {
      if (server === undefined) throw new Error('The server did not start.');
      return server;
    });
  });
}
