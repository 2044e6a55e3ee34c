import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { domainNames } from './domain-names.ts';
import { isCountry, normalizePhoneNumber, type Country } from '../kernel/phone-number.ts';

/** A value that is set but not usable. The message names the variable, what it was, and what it may be. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const integer = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most)
    .describe(`a whole number from ${least} to ${most}`);
const onOff = z
  .enum(['on', 'off'])
  .transform((value) => value === 'on')
  .describe('on or off');
const text = z.string().min(1).describe('a text');
const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.enum(words).describe(words.join(', '));
const url = (protocols: string, isUrl: (text: string) => boolean = () => true) =>
  z
    .string()
    .regex(new RegExp(`^(${protocols})://[^\\s/?#]+\\S*$`))
    .refine(isUrl)
    .describe(`a URL that begins with ${protocols.replaceAll('|', ' or ').replace('[+]', '+')}`);

/** A phone number that flows of a tenant can be allocated. */
export interface PooledNumber {
  readonly tenant: string;
  readonly group: string | undefined;
  /** As E.164. */
  readonly number: string;
}

const pool = z
  .string()
  .transform((text, context): readonly PooledNumber[] =>
    text.split(',').flatMap((entry) => {
      const [, tenant = '', group, numbers = ''] =
        /^\s*([A-Za-z0-9._-]+)(?:\/([^=]+))?=(.+)$/.exec(entry) ?? [];
      const given = numbers.trim().split(/\s+/);
      const pooled = given.map((number) => normalizePhoneNumber(number));
      if (pooled.includes(undefined)) context.addIssue('not numbers');
      return pooled.map((number = '') => ({ tenant, group, number }));
    }),
  )
  .refine(
    (pooled) => new Set(pooled.map(({ tenant, number }) => `${tenant} ${number}`)).size === pooled.length,
  )
  .describe('entries like acme=+18005550100 +18005550101,acme/sales=+18005550110, each number once');

/** Another team's subgraph. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
}

const subgraphs = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}=https?:\/\/[^\s,]+(,[a-z][a-z0-9-]{0,62}=https?:\/\/[^\s,]+)*$/)
  .transform((text): readonly Subgraph[] =>
    text.split(',').map((entry) => {
      const [, name = '', url = ''] = /^([^=]+)=(.+)$/.exec(entry) ?? [];
      return { name, url };
    }),
  )
  .refine(
    (given) =>
      given.every(({ name, url }) => URL.canParse(url) && name !== 'switchboard') &&
      new Set(given.map(({ name }) => name)).size === given.length,
  )
  .describe(
    'entries like crm=http://crm.example/graphql, parted by commas; each name once, in lower case, and none of them switchboard',
  );
const domains = z
  .string()
  .transform((text): readonly string[] => text.split(','))
  .refine(
    (given) =>
      ['all', 'none'].includes(given.join(',')) ||
      given.every((name) => (domainNames as readonly string[]).includes(name)),
  )
  .describe(`all, none, or names parted by commas: ${domainNames.join(', ')}`);
const names = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(,[a-z][a-z0-9-]*)*$/)
  .transform((text): readonly string[] => text.split(','))
  .describe('names in lower case, parted by commas');

interface Variable<Schema extends z.ZodType, Fallback extends string | undefined = string | undefined> {
  readonly schema: Schema;
  /** The fallback of a subgraph behind a router, which has its own limits and writes operations as people do not. */
  readonly behindRouter?: string;
  /** For docs/configuration.md. */
  readonly about: string;
  readonly fallback: Fallback;
}
function variable<Schema extends z.ZodType>(schema: Schema, about: string): Variable<Schema, undefined>;
function variable<Schema extends z.ZodType>(
  schema: Schema,
  about: string,
  fallback: string,
): Variable<Schema, string>;
function variable(schema: z.ZodType, about: string, fallback?: string): Variable<z.ZodType> {
  return { schema, about, fallback };
}
const behindRouter = <Schema extends z.ZodType, Fallback extends string>(
  made: Variable<Schema, Fallback>,
  fallback: string,
): Variable<Schema, Fallback> => ({ ...made, behindRouter: fallback });

/** Every variable there is; docs/configuration.md is checked against this table. */
export const variables = {
  HOST: variable(
    text,
    'The address to listen on. Anything but loopback needs `AUTH_SECRET` or `AUTH_JWKS_URL`.',
    '127.0.0.1',
  ),
  PORT: variable(integer(0, 65_535), 'The port to listen on; 0 takes a free one.', '4000'),
  DATA_DIR: variable(
    text,
    'Where the embedded MongoDB keeps its data, and the development secret lies.',
    './data',
  ),
  CACHE_DIR: variable(
    text,
    'Where the MongoDB binary is kept once it was fetched. Default: `switchboard` in `$XDG_CACHE_HOME` or `~/.cache`.',
  ),
  MONGODB_URI: variable(
    url('mongodb|mongodb[+]srv'),
    'The MongoDB to use (a replica set). Not set: an embedded one.',
  ),
  MONGODB_DATABASE: variable(
    z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,63}$/)
      .describe('1 to 63 letters, digits, _ or -'),
    'The database in it.',
    'switchboard',
  ),
  MONGOD_BINARY: variable(
    text,
    'The mongod that the embedded MongoDB runs. Not set: it is looked for on the path, in the cache, then fetched.',
  ),
  AUTH_SECRET: variable(
    z.string().min(32).describe('a secret of at least 32 characters'),
    'The secret that signs tokens (HS256).',
  ),
  AUTH_JWKS_URL: variable(
    url('https|http', (text) => URL.canParse(text)),
    'Where an identity provider publishes its keys. Not together with `AUTH_SECRET`.',
  ),
  AUTH_ISSUER: variable(text, 'The issuer (`iss`) that a token must name.'),
  AUTH_AUDIENCE: variable(text, 'The audience (`aud`) that a token must name.'),
  AUTH_USERNAME_CLAIM: variable(
    text,
    'The claim that holds who the caller is; dots reach into objects.',
    'sub',
  ),
  AUTH_TENANT_CLAIM: variable(text, 'The claim that holds the tenant.', 'tenant'),
  AUTH_SCOPE_CLAIM: variable(
    text,
    'The claim that holds the scopes: words parted by spaces, or a list.',
    'scope',
  ),
  TENANTS: variable(
    z
      .string()
      .regex(/^[A-Za-z0-9._-]+(,[A-Za-z0-9._-]+)*$/)
      .describe('names parted by commas'),
    'The tenants that are served; tokens of others are refused. Not set: all.',
  ),
  INTROSPECTION: variable(onOff, 'Whether the schema can be read, and GraphiQL is served.', 'on'),
  GRAPH_ENGINE: variable(
    oneOf('compiled', 'interpreted'),
    'How operations run: compiled where they fit, or all through graphql-js.',
    'compiled',
  ),
  DOMAINS: variable(
    domains,
    'Which domains are served, as one federation subgraph for a router. Beside `SUBGRAPHS`: which of them are joined with those; `none` joins those alone. Not set: all, as a graph of its own.',
  ),
  SUBGRAPHS: variable(
    subgraphs,
    "Other teams' subgraphs to join: `name=url`, parted by commas. On the command line `--subgraph name=url` for each.",
  ),
  SUBGRAPH_TIMEOUT_MS: variable(
    integer(10, 600_000),
    'How long such a subgraph may take to answer, in milliseconds.',
    '5000',
  ),
  SUBGRAPH_POLL_MS: variable(
    integer(100, 86_400_000),
    'How often each is asked for its schema, in milliseconds.',
    '10000',
  ),
  FORWARD_TOKEN_TO: variable(
    names,
    "The names of those subgraphs that get the caller's token, or `all`. Not set: none does.",
  ),
  MASK_IP_ADDRESSES: variable(
    onOff,
    "Whether visitors' IP addresses are shown as their network alone.",
    'off',
  ),
  REDACT_CHATS: variable(
    onOff,
    'Whether user ids and one-time codes are left out of the transcripts that feeds bring.',
    'on',
  ),
  MAX_SEARCH_DAYS: variable(
    integer(1, 36_525),
    'The longest span of time that a search of engagements may ask for, in days.',
    '31',
  ),
  MAX_EXPORTS: variable(integer(1, 10_000), 'The most exports over HTTP that may be under way.', '8'),
  MAX_EXPORTS_PER_CALLER: variable(integer(1, 10_000), 'The most of them that one caller may have.', '2'),
  MAX_BODY_BYTES: variable(integer(1024, 16_777_216), 'The largest request body, in bytes.', '262144'),
  MAX_PHOTO_BYTES: variable(
    integer(1024, 16_777_216),
    'The largest photo that can be uploaded to a flow, in bytes.',
    '10485760',
  ),
  MAX_INGEST_BYTES: variable(
    integer(1024, 1_073_741_824),
    'The largest body of events that can be ingested at once, packed or unpacked, in bytes.',
    '67108864',
  ),
  MAX_TOKENS: behindRouter(
    variable(integer(100, 100_000), 'The most lexical tokens an operation may have.', '1000'),
    '10000',
  ),
  MAX_DEPTH: variable(integer(3, 100), 'How deep fields may nest; introspection is exempt.', '12'),
  MAX_ALIASES: behindRouter(
    variable(integer(0, 10_000), 'The most aliases an operation may have.', '30'),
    '1000',
  ),
  MAX_DIRECTIVES: behindRouter(
    variable(integer(0, 10_000), 'The most directives an operation may have.', '50'),
    '1000',
  ),
  MAX_ROOT_MUTATIONS: variable(integer(1, 1000), 'The most mutation fields one request may have.', '5'),
  MAX_COST: variable(
    integer(1, 10_000_000),
    'The most an operation may cost: roughly, the objects it can return.',
    '10000',
  ),
  MAX_WS_PAYLOAD_BYTES: variable(
    integer(1024, 16_777_216),
    'The largest message that a WebSocket takes, in bytes.',
    '262144',
  ),
  MAX_SUBSCRIPTIONS_PER_SOCKET: variable(
    integer(1, 10_000),
    'The most subscriptions that one WebSocket may have open.',
    '50',
  ),
  MAX_SOCKETS: variable(
    integer(1, 1_000_000),
    'The most connections that stay: WebSockets and event streams.',
    '10000',
  ),
  MAX_SOCKETS_PER_CALLER: variable(integer(1, 1_000_000), 'The most of them that one caller may have.', '50'),
  ALLOWED_ORIGINS: variable(
    z
      .string()
      .regex(/^https?:\/\/[^\s/,]+(,https?:\/\/[^\s/,]+)*$/)
      .describe('origins like https://desk.example, parted by commas'),
    'Whose pages may open a WebSocket, beside those of the server itself.',
  ),
  KEEP_ALIVE_MS: variable(
    integer(100, 14_000),
    'How often a connection that stays is asked whether anybody is there, in milliseconds; who has not answered by the next time is gone.',
    '12000',
  ),
  OPERATIONS_PER_SECOND: variable(
    integer(0, 1_000_000),
    'How many operations a second each caller may send, or each address without a token; 0 for any number.',
    '200',
  ),
  OPERATIONS_BURST: variable(integer(1, 10_000_000), 'How many of them at once, after a pause.', '1000'),
  OFFER_TIMEOUT_MS: variable(
    integer(50, 86_400_000),
    'How long an agent has to answer an offer, in milliseconds; then it goes to the next.',
    '30000',
  ),
  REOFFER_DELAY_MS: variable(
    integer(0, 86_400_000),
    'How long an interaction is not offered again to an agent who did not take it, in milliseconds.',
    '5000',
  ),
  AGENT_LEASE_MS: variable(
    integer(1000, 86_400_000),
    "How long after an agent's last request, or the end of the last connection, the agent is signed out, in milliseconds.",
    '120000',
  ),
  USAGE_EXPIRY_MS: variable(
    integer(1000, 86_400_000),
    'How long after the last sign that an agent uses a product the usage is over, where a feed does not say so, in milliseconds.',
    '1800000',
  ),
  PHONE_COUNTRY: variable(
    z
      .custom<Country>((text) => typeof text === 'string' && isCountry(text))
      .describe('two letters of ISO 3166, such as US'),
    'The country that phone numbers without one are of.',
    'US',
  ),
  FLOW_NUMBERS: variable(
    pool,
    'The phone numbers that can be allocated to flows: `tenant=number number …`, or `tenant/group=number …`, parted by commas.',
  ),
  FLOW_IDLE_MS: variable(
    integer(100, 2_147_483_647),
    'How long nothing may come from a running flow before it is taken for abandoned, in milliseconds.',
    '3600000',
  ),
  PHOTO_LINK_MS: variable(
    integer(100, 86_400_000),
    'How long a link to a photo of a flow is good for, in milliseconds.',
    '300000',
  ),
  PUBLIC_URL: variable(
    z
      .string()
      .regex(/^https?:\/\/[^\s?#]*[^\s?#/]$/)
      .refine((text) => URL.canParse(text))
      .describe('a URL that begins with https or http and does not end with a slash'),
    'Where clients reach this server: links to photos begin with it. Not set: they begin with a slash.',
  ),
  MONGODB_TIMEOUT_MS: variable(
    integer(100, 600_000),
    'How long a database command may take, in milliseconds.',
    '10000',
  ),
  SHUTDOWN_TIMEOUT_MS: variable(
    integer(0, 600_000),
    'How long requests may take to finish when the server stops, in milliseconds.',
    '5000',
  ),
  LOG_LEVEL: variable(
    oneOf('debug', 'info', 'warn', 'error', 'silent'),
    'What is logged, to standard error.',
    'info',
  ),
} as const;

type Variables = typeof variables;
export type VariableName = keyof Variables;
type Value<Name extends VariableName> = z.output<Variables[Name]['schema']>;
type Values = {
  readonly [Name in VariableName]: Variables[Name] extends { fallback: string }
    ? Value<Name>
    : Value<Name> | undefined;
};

export interface Configuration extends Omit<
  Values,
  'ALLOWED_ORIGINS' | 'CACHE_DIR' | 'DATA_DIR' | 'TENANTS'
> {
  readonly ALLOWED_ORIGINS: ReadonlySet<string>;
  readonly DATA_DIR: string;
  readonly CACHE_DIR: string;
  readonly TENANTS: ReadonlySet<string> | undefined;
  /** Neither secret nor identity provider is set: a secret of our own, and loopback only. */
  readonly developmentMode: boolean;
  /** To look for a mongod. */
  readonly searchPath: string | undefined;
  /** npm does not always pass on the signal that ends it. */
  readonly startedByNpm: boolean;
}

/** Variables that do not belong on a command line, where every user of the machine can read them. */
export const secretVariables: ReadonlySet<string> = new Set<VariableName>(['AUTH_SECRET', 'MONGODB_URI']);

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);

/** Set and empty is not set, by its specification too. */
const cacheHomeOf = ({ XDG_CACHE_HOME: home }: NodeJS.ProcessEnv): string =>
  home === undefined || home === '' ? join(homedir(), '.cache') : home;

/**
 * @param flags what the command line gave, by the variable's name; they win over the environment
 * @throws ConfigurationError that lists every bad value
 */
export function readConfiguration(
  flags: Partial<Record<VariableName, string>> = {},
  environment: NodeJS.ProcessEnv = process.env,
): Configuration {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  // An empty variable is how compose files and CI systems write one that is not set.
  const setting = (name: VariableName) =>
    flags[name] ?? (environment[name] === '' ? undefined : environment[name]);
  const isSubgraph = setting('DOMAINS') !== undefined && setting('SUBGRAPHS') === undefined;
  for (const [name, about] of Object.entries<Variable<z.ZodType>>(variables)) {
    const { schema } = about;
    const fallback = (isSubgraph ? about.behindRouter : undefined) ?? about.fallback;
    const given = setting(name as VariableName) ?? fallback;
    if (given === undefined) continue;
    const parsed = schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else
      faults.push(
        `${name} is ${secretVariables.has(name) ? 'set to something else' : JSON.stringify(given)}, and may be ${schema.description ?? ''}`,
      );
  }
  if (faults.length > 0) throw new ConfigurationError(faults.join('\n'));
  // The one place where the table's schemas meet its types.
  const read = values as unknown as Values;

  const developmentMode = read.AUTH_SECRET === undefined && read.AUTH_JWKS_URL === undefined;
  if (read.AUTH_SECRET !== undefined && read.AUTH_JWKS_URL !== undefined)
    throw new ConfigurationError(
      'AUTH_SECRET and AUTH_JWKS_URL are both set, and only one may be: who signs the tokens?',
    );
  if (developmentMode && !loopback.has(read.HOST))
    throw new ConfigurationError(
      `HOST is ${JSON.stringify(read.HOST)}, and may only be 127.0.0.1, localhost or ::1 while neither AUTH_SECRET nor AUTH_JWKS_URL is set`,
    );
  if (read.DOMAINS?.includes('none') === true && read.SUBGRAPHS === undefined)
    throw new ConfigurationError(
      'DOMAINS is "none" and SUBGRAPHS is not set: there is nothing to serve. Name a subgraph: --subgraph crm=http://…',
    );
  return {
    ...read,
    DATA_DIR: resolve(read.DATA_DIR),
    CACHE_DIR: resolve(read.CACHE_DIR ?? join(cacheHomeOf(environment), 'switchboard')),
    ALLOWED_ORIGINS: new Set(read.ALLOWED_ORIGINS?.toLowerCase().split(',')),
    TENANTS: read.TENANTS === undefined ? undefined : new Set(read.TENANTS.split(',')),
    developmentMode,
    searchPath: environment.PATH,
    startedByNpm: environment.npm_execpath !== undefined,
  };
}
