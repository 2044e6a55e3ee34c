import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { tokenFor } from '../support/server.ts';
import { installPackage, node, tsc } from './package.ts';
import { inConversation, openHarness, type Harness } from './harness.ts';

let harness: Harness;
let directory: string;
beforeAll(async () => {
  [harness, directory] = await Promise.all([openHarness(import.meta.url), installPackage()]);
}, 60_000);
afterAll(() => harness.stop());

const scopes = { agent: 'chat.agent', customer: 'chat.customer', application: 'flow.manage' };

/** Declarations of the names that the examples use without declaring them. */
const declarations = `
declare const url: string, token: string, id: string;
declare function getToken(): string;
declare function takePhoto(): Promise<Uint8Array<ArrayBuffer>>;
declare function restorePosition(): string | undefined;
declare function show(event: { readonly __typename: string }): void;
`;
/** One black pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';
const globals = (url: string, token: string, id: string, position: string): string => `
Object.assign(globalThis, {
  url: '${url}', token: '${token}', id: '${id}',
  getToken: () => token,
  takePhoto: () => Promise.resolve(Uint8Array.from(atob('${png}'), (byte) => byte.charCodeAt(0))),
  restorePosition: () => '${position}', show: (event) => console.log(event.__typename),
});
`;

async function examples(): Promise<string[]> {
  const page = await readFile(new URL('../../docs/client.md', import.meta.url), 'utf8');
  return [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text = '']) => text);
}

/** Runs an example in Node with the installed package. @returns its output */
async function runExample(
  example = '',
  { role, id = '', position = '' }: { role: keyof typeof scopes; id?: string; position?: string },
): Promise<string> {
  const { [role]: scope } = scopes;
  const subject = role === 'agent' ? 'ann' : 'c1';
  const token = await tokenFor(scope, { subject, tenant: harness.tenant });
  const { url } = harness.server;
  const text = example.replace('http://127.0.0.1:4000/graphql', url);
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext };
  const { outputText } = ts.transpileModule(text, { compilerOptions });
  return (await node(directory, globals(url, token, id, position) + outputText)).stdout;
}

test('the examples of docs/client.md pass a strict type check', async () => {
  const files = (await examples()).map((text, index) => ({ name: `example-${index}.mts`, text }));
  for (const { name, text } of [{ name: 'globals.d.ts', text: declarations }, ...files])
    await writeFile(join(directory, name), text);
  const options =
    '--noEmit --strict --exactOptionalPropertyTypes --skipLibCheck --target esnext --lib esnext,dom --module nodenext';
  // One call for all files, since most of the time is spent on the types of the package and of TypeScript itself.
  expect(await tsc(directory, 'globals.d.ts', ...files.map(({ name }) => name), ...options.split(' '))).toBe(
    '',
  );
});

test('the examples of docs/client.md work as documented', async () => {
  const [chatExample, outcomeExample, flowExample, followExample, ...others] = await examples();
  expect(others).toEqual([]);
  const [ann, customer] = [harness.client('agent', 'ann'), harness.client('customer', 'c1')];

  // The agent accepts one offer and completes the interaction.
  await ann.setAgentState('IDLE');
  const agentDone = (async () => {
    for await (const notification of ann.notifications()) {
      if (notification.__typename !== 'InteractionOffered') continue;
      await ann.acceptInteraction(notification.interactionId, { nickname: 'Ann' });
      await ann.sendMessage(notification.interactionId, 'Good to have you here');
      await ann.completeInteraction(notification.interactionId);
      break;
    }
  })();
  const started = await runExample(chatExample, { role: 'customer' });
  await agentDone;
  expect(started.split('\n')).toEqual(
    expect.arrayContaining(['null Hello', 'Ann Good to have you here', 'COMPLETED']),
  );

  expect(await runExample(flowExample, { role: 'application' })).toBe(
    ['RUNNING 0 0', 'RUNNING 1 0', 'RUNNING 1 0', 'RUNNING 1 1', 'COMPLETED 1 1', ''].join('\n'),
  );

  const id = await inConversation(ann, customer);
  expect(await runExample(outcomeExample, { role: 'agent', id })).toMatch(/^ALREADY_ACCEPTED \w/);
  const position = (await customer.history(id))?.at(-1)?.eventId ?? '';
  await customer.sendMessage(id, 'Still there?');
  await ann.completeInteraction(id);
  const output = (await runExample(followExample, { role: 'customer', id, position })).trim().split('\n');
  expect([output[0], output.at(-1)]).toEqual(['ChatMessage', 'StatusChanged']);
  expect(await runExample(followExample, { role: 'agent', id, position: 'nonsense' })).toBe('BAD_CURSOR\n');
  await harness.server.app.ids.renew();
  // HISTORY_LOST: the example reads the history again.
  expect(await runExample(followExample, { role: 'customer', id, position })).toMatch(/^ParticipantJoined\n/);
});
