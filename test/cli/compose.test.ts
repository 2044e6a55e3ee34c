import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInProcess } from './shell.ts';

const committed = new URL('../../schema/supergraph.graphql', import.meta.url);

let directory: string;
const servers: Server[] = [];
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), `switchboard-test-${process.pid}-`));
});
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(directory, { recursive: true });
});

/** Another team's subgraph, as far as it tells its SDL. */
async function subgraphOf(answer: unknown): Promise<string> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}
const telling = (sdl: string) => subgraphOf({ data: { _service: { sdl } } });
const federation = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';

const compose = (...args: readonly string[]) => runInProcess('compose', ...args);

test('the committed supergraph is the composition of our domains', async () => {
  expect(await compose('--check')).toEqual({ code: 0, out: '', err: '' });
  const { code, out, err } = await compose();
  expect([code, err]).toEqual([0, '']);
  expect(out).toBe(await readFile(committed, 'utf8'));
});

test('a supergraph file that differs is reported with the remedy, and is not changed', async () => {
  const file = join(directory, 'drifted.graphql');
  await writeFile(file, 'type Query { old: Int }\n');
  const { code, err } = await compose('--check', '--out', file);
  expect(code).toBe(1);
  expect(err).toContain(`${file} is not the supergraph of the current subgraphs`);
  expect(err).toContain(`--out ${file}`);
  expect(await readFile(file, 'utf8')).toBe('type Query { old: Int }\n');
  const absent = join(directory, 'absent.graphql');
  expect((await compose('--check', '--out', absent)).code).toBe(1);
  expect((await compose('--out', absent)).code).toBe(0);
  expect(await compose('--check', '--out', absent)).toEqual({ code: 0, out: '', err: '' });
});

test("the schema of another team's subgraph is read and composed, and a domain of ours gets the given URL", async () => {
  const crm = await telling(
    `${federation} type Query { vip: [Customer!] } type Customer @key(fields: "accountCustomerId") { accountCustomerId: ID tier: String }`,
  );
  const { code, out, err } = await compose(
    ...[
      '--domains',
      'customers,agents',
      '--subgraph',
      `crm=${crm}`,
      '--subgraph',
      'agents=http://10.0.0.7/graphql',
    ],
  );
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(`@join__graph(name: "crm", url: "${crm}")`);
  expect(out).toContain('@join__graph(name: "agents", url: "http://10.0.0.7/graphql")');
  expect(out).toContain('@join__graph(name: "customers", url: "http://customers:4000/graphql")');
  expect(out).toMatch(/tier: String @join__field\(graph: CRM\)/);
  expect(out).not.toContain('engagements');
});

test('all subgraphs that return no schema are reported with name and URL', async () => {
  const odd = await subgraphOf({ data: null, errors: [{ message: 'No such field.' }] });
  const { code, out, err } = await compose(
    ...['--subgraph', 'crm=http://127.0.0.1:1/graphql', '--subgraph', `orders=${odd}`],
  );
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain('crm at http://127.0.0.1:1/graphql does not return its schema: ');
  expect(err).toContain(`orders at ${odd} does not return its schema: No such field.`);
  expect(err).not.toContain('    at ');
});

test('subgraphs that do not compose are reported with the reason, and nothing is written', async () => {
  const clash = await telling(`${federation} type Query { x: PageInfo } type PageInfo { hasNextPage: Int }`);
  const file = join(directory, 'never.graphql');
  const { code, err } = await compose('--subgraph', `crm=${clash}`, '--out', file);
  expect(code).toBe(1);
  expect(err).toMatch(/The subgraphs do not compose:\n- .*PageInfo/);
  expect(err).not.toContain('    at ');
  await expect(readFile(file, 'utf8')).rejects.toThrow('ENOENT');
  const broken = await telling('type Query {');
  expect((await compose('--subgraph', `crm=${broken}`)).err).toContain('[crm] Syntax Error');
});

test.each([['engagments'], ['all,agents'], ['none,agents'], ['Agents'], ['agents,'], ['__proto__']])(
  'serve and compose refuse the unknown domain %j, exit with 2 and list the domains',
  async (domains) => {
    for (const command of ['serve', 'compose']) {
      const { code, err } = await runInProcess(command, '--domains', domains);
      expect([command, code]).toEqual([command, 2]);
      expect(err).toBe(
        `DOMAINS is ${JSON.stringify(domains)}, and may be all, none, or names separated by commas: transcripts, engagements, agents, feeds, flows, interactions, customers, nodes\n`,
      );
    }
  },
);
