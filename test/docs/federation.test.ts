import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { format } from 'oxfmt';
import { dataDirectories, kill, root, run, start, stop, type Running } from '../cli/shell.ts';
import { until } from '../support/until.ts';

const file = new URL('../../docs/federation.md', import.meta.url);
const newDataDirectory = dataDirectories();
const servers: Running[] = [];
let crm: Running | undefined;
afterAll(async () => {
  if (crm) await kill(crm);
  // npx can exit before its child process.
  await Promise.all(servers.map((server) => Promise.all([stop(server), once(server.child, 'close')])));
});

/** A documentation page. The test reads its code blocks in order and must read all of them. */
class Page {
  text: string;
  private readonly blocks: { readonly language: string; readonly text: string }[];

  constructor(text: string) {
    this.text = text;
    this.blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(
      ([, language = '', block = '']) => (language === 'mermaid' ? [] : [{ language, text: block }]),
    );
  }

  next(language: string): string {
    const block = this.blocks.shift();
    expect(block?.language).toBe(language);
    return block?.text ?? '';
  }

  /** Compares the next block with an answer. `UPDATE_DOCS=1 npm run jest -- test/docs` writes the page. */
  expectAnswer(answer: unknown): void {
    const printed = this.next('json');
    if (process.env.UPDATE_DOCS === undefined) expect(answer).toEqual(JSON.parse(printed));
    else this.replace(printed, `${JSON.stringify(answer, undefined, 2)}\n`);
  }

  expectLines(lines: string): void {
    const printed = this.next('');
    if (process.env.UPDATE_DOCS === undefined) expect(lines).toBe(printed);
    else this.replace(printed, lines);
  }

  private replace(printed: string, written: string): void {
    this.text = this.text.replace(`\n${printed}\`\`\``, () => `\n${written}\`\`\``);
  }

  get unreadBlocks(): number {
    return this.blocks.length;
  }
}

test('every command and operation of docs/federation.md works as documented', async () => {
  const page = new Page(await readFile(file, 'utf8'));
  const dataDir = await newDataDirectory();
  const env = { DATA_DIR: dataDir };
  /** The ports of the servers in this test, by their ports on the page. */
  const ports = new Map<string, string>();
  const withTestPorts = (command: string) =>
    command
      // The documentation test of README.md shows that npx finds the command. Each npx takes a second of CPU.
      .replaceAll('npx switchboard', 'bin/switchboard.mjs')
      .replaceAll(/(?<=127\.0\.0\.1:)\d+/g, (port) => ports.get(port) ?? port)
      .replace(/--port \d+/, '--port 0')
      .replace('--out supergraph.graphql', `--out ${join(dirname(dataDir), 'supergraph.graphql')}`);
  async function serve(command: string, defaultPort: string, more: Record<string, string> = {}) {
    const server = await start(withTestPorts(command).trim(), { ...env, ...more });
    ports.set(/--port (\d+)/.exec(command)?.[1] ?? defaultPort, new URL(server.url).port);
    return server;
  }
  const execute = async (command: string) => {
    const { code, out, err } = await run(withTestPorts(command), env);
    if (code !== 0) throw new Error(`${command} ended with ${String(code)}: ${err}`);
    return out;
  };

  expect(await readFile(join(root, 'examples/crm/crm.ts'), 'utf8')).toContain(
    page.next('graphql').trim().replaceAll(/^/gm, '  '),
  );
  const crmCommand = page.next('sh');
  crm = await serve(crmCommand, '5001');
  const gateway = await serve(page.next('sh'), '4000');
  servers.push(gateway);
  expect(gateway.greeting).toContain(`Joined       crm at ${crm.url}/graphql, with the caller's token`);
  page.expectAnswer(await gateway.query(page.next('graphql')));

  const agentEvent = firstEventOf(withTestPorts(page.next('sh')), env);
  expect(await execute(page.next('sh'))).toMatch(
    /^\{"data":.+\{"data":\{"startInteraction":\{"status":"OK"\}\}\}$/,
  );
  page.expectLines(await agentEvent);

  const changes = subscribe(gateway, page.next('graphql'));
  const first = changes.next();
  const promote = page.next('graphql');
  let change: unknown;
  void first.then(({ value }) => (change = value));
  // Nothing signals that the CRM's subscription has started, so the mutation is repeated.
  await until(async () => {
    expect(await gateway.query(promote)).not.toHaveProperty('errors');
    return change !== undefined;
  });
  page.expectAnswer(change);

  await kill(crm);
  expect(await lastOf(changes)).toMatchObject({
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'crm' } }],
  });
  const again = page.next('graphql');
  page.expectAnswer(await gateway.query(again));
  crm = await serve(crmCommand, '5001', { PORT: new URL(crm.url).port });
  expect(await gateway.query(again)).not.toHaveProperty('errors');

  const bare = await serve(page.next('sh'), '4000');
  servers.push(bare);
  page.expectAnswer(await bare.query(page.next('graphql')));

  servers.push(await serve(page.next('sh'), '4000'));
  expect(await execute(page.next('sh'))).toContain('type Engagement implements Node');
  page.expectAnswer(JSON.parse(await execute(page.next('sh'))));
  await execute(page.next('sh'));
  const supergraph = await readFile(join(dirname(dataDir), 'supergraph.graphql'), 'utf8');
  expect(supergraph).toContain(`(name: "crm", url: "${crm.url}/graphql")`);
  await execute(page.next('sh'));

  expect(page.unreadBlocks).toBe(0);
  if (process.env.UPDATE_DOCS !== undefined)
    await writeFile(file, (await format('federation.md', page.text)).code);
}, 120_000);

/** Runs a command that does not end by itself. @returns its output up to the first event */
async function firstEventOf(command: string, env: Record<string, string>): Promise<string> {
  const child = spawn('bash', ['-c', command], {
    cwd: root,
    env: { ...process.env, ...env },
    detached: true,
  });
  try {
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      if (line !== '' && line !== ':') lines.push(line);
      if (line.startsWith('data: ')) break;
    }
    return `${lines.join('\n')}\n`;
  } finally {
    await end(child);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  process.kill(-child.pid, 'SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Yields the results of a subscription over SSE, as GraphiQL opens it. */
async function* subscribe(server: Running, query: string): AsyncGenerator<unknown, void> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${server.token}`,
    },
    body: JSON.stringify({ query }),
  });
  if (response.body === null) throw new Error('The response has no body.');
  for await (const line of createInterface(Readable.fromWeb(response.body)))
    if (line.startsWith('data: {')) yield JSON.parse(line.slice(6));
}

async function lastOf(items: AsyncIterable<unknown>): Promise<unknown> {
  let last: unknown;
  for await (const item of items) last = item;
  return last;
}
