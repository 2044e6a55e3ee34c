import { Command, InvalidArgumentError } from 'commander';
import { tokenSettings } from '../src/token-settings.ts';
import { SwitchboardError } from '../src/client/index.ts';
import { readConfiguration } from '../src/config/index.ts';
import { createPeople, type People } from './people.ts';
import { runSimulation, type Summary } from './run.ts';
import type { OnStart } from './simulation.ts';

/** Command line options; see `npm run demo -- --help`. */
interface Options {
  readonly url: string;
  readonly tenant: string;
  readonly seed: number;
  readonly speed: number;
  readonly agents: number;
  readonly customers: number;
  readonly drops: number;
  readonly seconds?: number;
  readonly conversations?: number;
  readonly dataDir?: string;
  readonly agentToken: readonly string[];
  readonly customerToken: readonly string[];
}

const number =
  (least: number, most: number, isWhole = true) =>
  (text: string): number => {
    const value = Number(text);
    if (text === '' || !(value >= least && value <= most) || (isWhole && !Number.isInteger(value)))
      throw new InvalidArgumentError(`The value must be from ${least} to ${most}.`);
    return value;
  };

const program = new Command('npm run demo --')
  .description('Runs simulated customers and agents against a running server.')
  .option('--url <url>', 'URL of the graph', `http://127.0.0.1:${process.env.PORT ?? '4000'}/graphql`)
  .option('--seed <number>', 'seed: the same number gives the same conversations', number(0, 2 ** 31), 1)
  .option('--speed <factor>', 'speed factor; 1 is the speed of people', number(0.1, 1000, false), 1)
  .option('--agents <number>', 'number of agents', number(1, 100), 4)
  .option('--customers <number>', 'number of customers', number(1, 1000), 5)
  .option('--drops <percent>', 'probability that a connection breaks or an answer is lost', number(0, 50), 8)
  .option(
    '--seconds <number>',
    'start no conversations after this time; default: until Ctrl-C',
    number(1, 86_400),
  )
  .option('--conversations <number>', 'maximum number of conversations', number(1, 1_000_000))
  .option('--tenant <tenant>', 'the tenant', 'demo')
  .option(
    '--data-dir <directory>',
    "the server's DATA_DIR, with the secret that signs tokens; not needed with AUTH_SECRET",
  )
  .option('--agent-token <tokens...>', "agents' tokens, from an identity provider; in place of --agents", [])
  .option('--customer-token <tokens...>', "customers' tokens; in place of --customers", []);

const out = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

async function main(options: Options): Promise<number> {
  const people = await peopleOf(options);
  const closing = new AbortController();
  const close = () => {
    if (closing.signal.aborted) process.exit(130);
    out('No more conversations start; the open ones run to their end. Press Ctrl-C again to exit at once.');
    closing.abort();
  };
  process.on('SIGINT', close).on('SIGTERM', close);
  const timer = options.seconds === undefined ? undefined : setTimeout(close, options.seconds * 1000);
  out(greeting(options, people));
  const announced = new Set<string>();
  const summary = await runSimulation(
    { ...options, ...people, dropPercent: options.drops, say: out, closing: closing.signal },
    (what, id) => {
      if (announced.has(what)) return;
      announced.add(what);
      out(`\n${subscriptionsToPaste[what](id)}\n`);
    },
  );
  clearTimeout(timer);
  process.off('SIGINT', close).off('SIGTERM', close);
  out(report(summary));
  const { lost, repeated, failures } = summary.statistics;
  return lost + repeated + failures.length === 0 ? 0 : 1;
}

async function peopleOf(options: Options): Promise<Pick<People, 'agents' | 'customers'> & Partial<People>> {
  const { agentToken, customerToken, dataDir } = options;
  if (agentToken.length > 0 && customerToken.length > 0)
    return {
      agents: agentToken.map((token, n) => ({ name: `Agent ${n + 1}`, token })),
      customers: customerToken.map((token, n) => ({ name: `Cust. ${n + 1}`, token })),
    };
  const configuration = readConfiguration(dataDir === undefined ? {} : { DATA_DIR: dataDir });
  const settings = await tokenSettings(configuration, (path) => {
    out(
      `Created a development secret in ${path}. A server with another DATA_DIR does not accept its tokens.`,
    );
  });
  return createPeople(settings, options);
}

const followAgents = `subscription Agents {
  agentStateChanged(sendCurrent: true) {
    at
    agent { nickname }
    currentState
    taskCount
  }
}`;

const subscriptionsToPaste: Readonly<Record<Parameters<OnStart>[0], (id: string) => string>> = {
  flow: (id) => `To follow the first flow:

subscription Flow {
  interactionFlowUpdated(id: "${id}", fromStart: true) {
    flowStatus
    currentStep { title }
    summary { choices { prompt value } }
    photos { url(maxSize: 320) }
  }
}`,
  interaction: (id) => `To follow the first conversation:

subscription Conversation {
  interactionEvents(id: "${id}", fromStart: true) {
    at
    ... on ChatMessage { nickname text visibility }
    ... on StatusChanged { status }
    ... on ParticipantJoined { participant { nickname } }
    ... on ParticipantLeft { participant { nickname } }
  }
}`,
};

const greeting = (
  { url, seed, speed }: Options,
  { agents, customers, supervisor }: Awaited<ReturnType<typeof peopleOf>>,
): string =>
  [
    `${agents.length} agents and ${customers.length} customers, seed ${seed}, speed ${speed}.`,
    '',
    `To watch, open ${url} in a browser${supervisor === undefined ? '' : ', put this under Headers'}, and subscribe:`,
    '',
    ...(supervisor === undefined ? [] : [`{ "authorization": "Bearer ${supervisor}" }`, '']),
    followAgents,
    '',
  ].join('\n');

const report = ({ statistics, drops }: Summary): string =>
  [
    '',
    `flows ${statistics.flows}, interactions ${statistics.interactions}, completed ${statistics.completed}, messages ${statistics.messages}`,
    `connections broken ${drops.sockets}, answers lost ${drops.answers}, subscriptions resumed ${statistics.resumed}`,
    `compared with the history ${statistics.compared}, events lost ${statistics.lost}, repeated ${statistics.repeated}`,
    ...statistics.failures.map((failure) => `failed: ${failure}`),
  ].join('\n');

try {
  process.exitCode = await main(program.parse().opts<Options>());
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`${explain(error, program.opts<Options>().url)}\n`);
}

function explain(error: unknown, url: string): string {
  if (!(error instanceof SwitchboardError)) return error instanceof Error ? error.message : String(error);
  if (error.code === 'NETWORK')
    return `No server answers at ${url}: start it with \`npm start\`, or set its address with --url.`;
  if (error.code === 'UNAUTHENTICATED')
    return `${url} rejects the tokens: set AUTH_SECRET or --data-dir to the server's value, or set --agent-token and --customer-token.`;
  return `${error.code}: ${error.message}`;
}
