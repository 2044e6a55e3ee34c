import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { issueToken } from '../src/auth/index.ts';
import { settings } from './settings.ts';

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string }[];
}
interface Case {
  readonly query: string;
  readonly expected: { readonly data?: unknown; readonly errors?: boolean };
}
interface AuditedSubgraph {
  readonly name: string;
  readonly url: string;
}
interface Gateway {
  readonly execute: (query: string) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

/**
 * Runs The Guild's federation audit against the served gateway: `npm run audit:federation -- <checkout of the audit> [suite …]`. See
 * docs/federation-audit.md.
 */
const readyMs = 20_000;
const answerMs = 10_000;
const stopMs = 5_000;
const [checkout, ...only] = process.argv.slice(2);
if (checkout === undefined)
  throw new Error('Usage: npm run audit:federation -- <checkout of the audit> [suite …]');

const token = await issueToken(
  { subject: 'audit', tenant: settings.tenant, scopes: ['agent.view'], lifetimeSeconds: 3600 },
  { secret: settings.secret, claims: { username: 'sub', tenant: 'tenant', scope: 'scope' } },
);

async function startAudit(directory: string): Promise<{ readonly url: string; readonly stop: () => void }> {
  const child = fork(new URL('servers/federation-audit.ts', import.meta.url), [directory]);
  const ended = once(child, 'exit').then(() => {
    throw new Error('The audit did not start. Are its dependencies installed?');
  });
  const [{ port }] = (await Promise.race([once(child, 'message'), ended])) as [{ port: number }];
  ended.catch(() => undefined);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      child.disconnect();
    },
  };
}

/** Starts the gateway. @throws if it does not serve, because the subgraphs do not compose */
async function startGateway(subgraphs: readonly AuditedSubgraph[]): Promise<Gateway> {
  const child = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('../src/main.ts', import.meta.url)),
      ...['serve', '--port', '0', '--domains', 'none', '--log-level', 'silent'],
      ...subgraphs.flatMap(({ name, url }) => ['--subgraph', `${name}=${url}`]),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, AUTH_SECRET: settings.secret } },
  );
  const stop = () => end(child);
  try {
    const url = await urlIn(child.stdout);
    return { stop, execute: (query) => execute(url, query) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Reads the URL of the graph from the greeting that the server prints when it is ready. */
async function urlIn(output: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: output, signal: AbortSignal.timeout(readyMs) });
  for await (const line of lines) {
    const [, url] = /^ +Graph +(\S+)$/.exec(line) ?? [];
    if (url === undefined) continue;
    output.resume();
    return url;
  }
  throw new Error('The gateway did not start.');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, setTimeout(stopMs, undefined, { ref: false })]);
  child.kill('SIGKILL');
  await ended;
}

async function execute(url: string, query: string): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(answerMs),
  });
  return (await response.json()) as Answer;
}

/** Compares as the audit's own runner does: the data exactly, and only whether there are errors, if the case defines it. */
const isExpected = ({ data, errors }: Answer, expected: Case['expected']): boolean =>
  isDeepStrictEqual(data ?? null, expected.data ?? null) &&
  (expected.errors === undefined || (errors !== undefined && errors.length > 0) === expected.errors);

async function passes(gateway: Gateway, { query, expected }: Case): Promise<boolean> {
  try {
    return isExpected(await gateway.execute(query), expected);
  } catch {
    return false;
  }
}

async function audit(
  subgraphs: readonly AuditedSubgraph[],
  cases: readonly Case[],
): Promise<readonly boolean[]> {
  const gateway = await startGateway(subgraphs).catch(() => undefined);
  if (gateway === undefined) return cases.map(() => false);
  try {
    const results: boolean[] = [];
    for (const one of cases) results.push(await passes(gateway, one));
    return results;
  } finally {
    await gateway.stop();
  }
}

const server = await startAudit(checkout);
const read = async (path: string): Promise<unknown> => (await fetch(`${server.url}${path}`)).json();
let total = 0;
let passed = 0;
try {
  const suites = (await read('/ids')) as readonly string[];
  for (const suite of suites.filter((name) => only.length === 0 || only.includes(name))) {
    const results = await audit(
      (await read(`/${suite}/subgraphs`)) as readonly AuditedSubgraph[],
      (await read(`/${suite}/tests`)) as readonly Case[],
    );
    const good = results.filter(Boolean).length;
    total += results.length;
    passed += good;
    console.log(
      `${suite.padEnd(40)} ${`${good}/${results.length}`.padStart(6)}  ${results.map((is) => (is ? '.' : 'X')).join('')}`,
    );
  }
} finally {
  server.stop();
}
console.log(`${'total'.padEnd(40)} ${passed}/${total}`);
process.exitCode = passed === total ? 0 : 1;
