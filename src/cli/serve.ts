import { openApp, tokenSettings } from '../app.ts';
import { startServer } from '../http-app.ts';
import { issueToken } from '../auth/index.ts';
import type { RemoteSubgraphState } from '../graph/index.ts';
import { ConfigurationError, domainNames, type Configuration } from '../config/index.ts';
import { selectSubgraphs } from '../domains/shared/subgraph.ts';
import { createLogger } from './logger.ts';
import { createProgress } from './progress.ts';
import { loadSamples, readExamples, sampleTenant } from './samples.ts';
import { listenForStop } from './stop-signals.ts';

export async function serve(configuration: Configuration, samples: boolean): Promise<number> {
  const began = performance.now();
  checkNames(configuration);
  // Before anything else: a Ctrl-C while the database is fetched must end the fetching too.
  const stop = listenForStop(configuration.startedByNpm);
  const log = createLogger(configuration);
  const progress = createProgress();
  try {
    const app = await (configuration.DOMAINS?.includes('none') === true
      ? bareApp
      : openApp(configuration, { log, onProgress: progress.show, signal: stop.signal }));
    try {
      if (
        samples &&
        'importers' in app &&
        configuration.MONGODB_URI === undefined &&
        (await app.storage.isEmpty())
      ) {
        progress.show({ message: 'Loading sample interactions into the tenant demo …' });
        await app.storage.prepare();
        await loadSamples(app);
      }
      progress.end();
      const examples =
        configuration.INTROSPECTION && configuration.DOMAINS === undefined ? await readExamples() : [];
      const tokens = configuration.developmentMode ? await developmentTokens(configuration) : [];
      const server = await startServer(app, {
        configuration,
        log,
        signal: stop.signal,
        graphiql: {
          token: tokens[0]?.token,
          tabs: examples.map(({ query, variables, who }) => ({
            query,
            variables,
            token: tokens.find((one) => one.who === who)?.token,
          })),
        },
      });
      try {
        process.stdout.write(greeting({ ...server, began, tokens, examples, configuration }));
        await Promise.race([stop.stopped, server.failed]);
        log.info({}, 'stopping: requests under way may finish');
      } finally {
        await server.stop();
      }
    } finally {
      await app.close();
    }
    return 0;
  } catch (error) {
    // Stopped while starting: that is what was asked for.
    if (stop.signal.aborted) return 0;
    throw error;
  } finally {
    progress.end();
    stop.release();
  }
}

/**
 * Said before a database is fetched and started.
 * @throws ConfigurationError
 */
function checkNames({ DOMAINS, SUBGRAPHS = [], FORWARD_TOKEN_TO = [] }: Configuration): void {
  const own = selectSubgraphs(
    domainNames.map((name) => ({ name })),
    DOMAINS,
  );
  const twice = own.find((domain) => SUBGRAPHS.some(({ name }) => name === domain.name));
  if (twice !== undefined)
    throw new ConfigurationError(
      `SUBGRAPHS has ${twice.name}, which is a domain that is served here. Leave it out of DOMAINS, or give the subgraph another name.`,
    );
  const names = [...SUBGRAPHS.map(({ name }) => name), 'all'];
  const unknown = FORWARD_TOKEN_TO.find((name) => !names.includes(name));
  // Without any, it may be the environment of several processes.
  if (SUBGRAPHS.length > 0 && unknown !== undefined)
    throw new ConfigurationError(`FORWARD_TOKEN_TO has ${unknown}, and may have ${names.join(', ')}.`);
}

/** Where only other teams' subgraphs are joined there is nothing to keep, and no database. */
const bareApp = {
  storage: { answers: () => Promise.resolve(true), prepare: () => Promise.resolve() },
  mongod: undefined,
  subgraphs: [],
  close: () => Promise.resolve(),
};

interface DevelopmentToken {
  readonly who: string;
  /** Whether the greeting has it, beside the tabs. */
  readonly isPrinted: boolean;
  readonly token: string;
}

const developmentPeople = [
  {
    who: 'supervisor',
    subject: 'sam@northlight.example',
    scopes: [
      'engagement.view',
      'hybris.interactionrecording_view',
      'hybris.interactionrecording_manage',
      'hybris.interactionrecording_delete',
      'flow.view',
      'interaction.view',
      'agent.view',
      'agent.manage',
      'customer.view',
      'feed.view',
      'feed.personal',
      'feed.erase',
      'feed.ingest',
    ],
  },
  {
    who: 'agent',
    subject: 'mandy@northlight.example',
    scopes: [
      'chat.agent',
      'interaction.agent',
      'engagement.view',
      'hybris.interactionrecording_view',
      'agent.view',
      'flow.view',
    ],
  },
  { who: 'customer', subject: 'C4327014826', scopes: ['chat.customer'] },
  // For a tab alone: it is no person.
  { who: 'application', subject: 'shop-application', scopes: ['flow.manage'], isPrinted: false },
];
const developmentTokenSeconds = 12 * 3600;

async function developmentTokens(configuration: Configuration): Promise<readonly DevelopmentToken[]> {
  const settings = await tokenSettings(configuration);
  return Promise.all(
    developmentPeople.map(async ({ who, subject, scopes, isPrinted = true }) => ({
      who,
      isPrinted,
      token: await issueToken(
        { subject, tenant: sampleTenant, scopes, lifetimeSeconds: developmentTokenSeconds },
        settings,
      ),
    })),
  );
}

interface Greeting {
  readonly url: string;
  readonly began: number;
  readonly tokens: readonly DevelopmentToken[];
  readonly examples: readonly { readonly name: string; readonly about: string }[];
  readonly configuration: Configuration;
  readonly remotes: readonly RemoteSubgraphState[];
}

/** Which of our domains are served, if not all, and what is joined with them. */
function federationLines({ configuration, remotes }: Pick<Greeting, 'configuration' | 'remotes'>): string[] {
  const { DOMAINS, SUBGRAPHS, FORWARD_TOKEN_TO: trusted = [] } = configuration;
  const domains = DOMAINS?.join(', ');
  if (SUBGRAPHS === undefined)
    return domains === undefined ? [] : [`  Subgraph     ${domains}: for a router, see docs/federation.md`];
  return [
    ...(domains === undefined ? [] : [`  Domains      ${domains}`]),
    ...SUBGRAPHS.map(({ name, url }) => {
      const getsToken = trusted.includes(name) || trusted.includes('all');
      const joined = remotes.some((remote) => remote.name === name && remote.joined);
      // Why not, the log says.
      return `  ${joined ? 'Joined ' : 'Not yet'}      ${name} at ${url}, ${getsToken ? "with the caller's token" : 'without a token'}`;
    }),
  ];
}

function greeting({ url, began, tokens, examples, configuration, remotes }: Greeting): string {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const lines = [
    '',
    `Switchboard is ready after ${seconds} s.`,
    '',
    `  Graph        ${url}/graphql`,
    ...(configuration.INTROSPECTION ? [`  GraphiQL     the same address, in a browser`] : []),
    `  Health       ${url}/healthz  ${url}/readyz  ${url}/metrics`,
    ...federationLines({ configuration, remotes }),
    ...(configuration.MONGODB_URI === undefined && configuration.DOMAINS?.includes('none') !== true
      ? [`  Data         ${configuration.DATA_DIR}`]
      : []),
    '',
  ];
  if (tokens.length > 0)
    lines.push(
      `Tokens for the tenant ${sampleTenant}, good for 12 hours (send one as \`authorization: Bearer …\`):`,
      '',
      ...tokens
        .filter(({ isPrinted }) => isPrinted)
        .flatMap(({ who, token }) => [`  ${who}`, `  ${token}`, '']),
    );
  if (examples.length > 0)
    lines.push(
      'Worth trying: GraphiQL opens with these as tabs.',
      '',
      ...examples.map(({ name, about }) => `  ${name.padEnd(24)} ${about}`),
      '',
    );
  lines.push('Ctrl-C stops it. What it keeps survives, however it ends.', '', '');
  return lines.join('\n');
}
