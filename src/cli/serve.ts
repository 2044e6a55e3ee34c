import { openApp } from '../app.ts';
import { tokenSettings } from '../token-settings.ts';
import { noStorage, startServer } from '../http-app.ts';
import { issueToken } from '../auth/index.ts';
import type { RemoteSubgraphState } from '../graph/index.ts';
import { ConfigurationError, domainNames, type Configuration } from '../config/index.ts';
import { selectSubgraphs } from '../domains/shared/subgraph.ts';
import { createLogger } from './output.ts';
import { createProgress } from './progress.ts';
import { loadSamples, readExamples, sampleCustomer, sampleTenant, type ExampleOperation } from './samples.ts';
import { listenForStop } from './stop-signals.ts';

export async function serve(configuration: Configuration, samples: boolean): Promise<number> {
  const began = performance.now();
  checkNames(configuration);
  // This comes first, so that Ctrl-C also ends the download of the database.
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
        configuration.INTROSPECTION && configuration.DOMAINS === undefined
          ? await readExamples(Math.min(configuration.MAX_SEARCH_DAYS, 31))
          : [];
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
        log.info({}, 'stopping: requests in progress can finish');
      } finally {
        await server.stop();
      }
    } finally {
      await app.close();
    }
    return 0;
  } catch (error) {
    // A stop during the start is not an error.
    if (stop.signal.aborted) return 0;
    throw error;
  } finally {
    progress.end();
    stop.release();
  }
}

/**
 * Checks the names of domains and subgraphs before a database is downloaded and started.
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
      `SUBGRAPHS has ${twice.name}, which is a domain that this server serves. Remove it from DOMAINS, or give the subgraph another name.`,
    );
  const names = [...SUBGRAPHS.map(({ name }) => name), 'all'];
  const unknown = FORWARD_TOKEN_TO.find((name) => !names.includes(name));
  // Without subgraphs, the setting can come from an environment that several processes share.
  if (SUBGRAPHS.length > 0 && unknown !== undefined)
    throw new ConfigurationError(`FORWARD_TOKEN_TO has ${unknown}, but can only have ${names.join(', ')}.`);
}

/** The app of a gateway that joins only other teams' subgraphs: it stores nothing and has no database. */
const bareApp = {
  storage: noStorage,
  mongod: undefined,
  subgraphs: [],
  close: () => Promise.resolve(),
};

interface DevelopmentToken {
  readonly who: string;
  /** Whether the token is printed at the start. GraphiQL's tabs have all tokens. */
  readonly isPrinted: boolean;
  readonly token: string;
}

const agentScopes = [
  'chat.agent',
  'interaction.agent',
  'engagement.view',
  'hybris.interactionrecording_view',
  'agent.view',
  'flow.view',
];
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
    scopes: agentScopes,
  },
  { who: 'customer', subject: sampleCustomer, scopes: ['chat.customer'] },
  // The others are for GraphiQL's tabs only.
  { who: 'colleague', subject: 'jonas@northlight.example', scopes: agentScopes, isPrinted: false },
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
  readonly examples: readonly Pick<ExampleOperation, 'name' | 'about' | 'who'>[];
  readonly configuration: Configuration;
  readonly remotes: readonly RemoteSubgraphState[];
}

/** Returns lines about the served domains, if they are not all, and about the joined subgraphs. */
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
      // The log has the reason why a subgraph is not joined.
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
      `Tokens for the tenant ${sampleTenant}, valid for 12 hours (send one as \`authorization: Bearer …\`):`,
      '',
      ...tokens
        .filter(({ isPrinted }) => isPrinted)
        .flatMap(({ who, token }) => [`  ${who}`, `  ${token}`, '']),
    );
  if (examples.length > 0)
    lines.push(
      'GraphiQL opens these operations as tabs:',
      '',
      ...examples.map(({ name, about, who }) => `  ${name.padEnd(24)} ${who.padEnd(12)} ${about}`),
      '',
    );
  lines.push('Ctrl-C stops the server. The stored data is kept.', '', '');
  return lines.join('\n');
}
