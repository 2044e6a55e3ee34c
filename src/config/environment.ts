import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { domainNames } from './domain-names.ts';
import { isCountry, normalizePhoneNumber, type Country } from '../kernel/phone-number.ts';

/** Reports invalid settings. The message has the name of each setting, its value and the allowed values. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Metadata of a schema: the description of its values, and the name of a value in the help of the commands, which is `text` by default.
 * `list` means entries with commas between them: the flag of such a setting can be repeated.
 */
const values = (valueName: string, description: string) => ({ valueName, description });

const integer = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most)
    .meta(values('number', `a whole number from ${least} to ${most}`));
const onOff = z
  .enum(['on', 'off'])
  .transform((value) => value === 'on')
  .meta(values('on|off', 'on or off'));
const text = z.string().min(1).describe('any text');
const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.enum(words).meta(values('name', words.join(', ')));
const url = (protocols: string, isUrl: (text: string) => boolean = () => true) =>
  z
    .string()
    .regex(new RegExp(`^(${protocols})://[^\\s/?#]+\\S*$`))
    .refine(isUrl)
    .meta(values('url', `a URL that begins with ${protocols.replaceAll('|', ' or ').replace('[+]', '+')}`));

/** A phone number that can be allocated to the flows of a tenant. */
export interface PooledNumber {
  readonly tenant: string;
  readonly group: string | undefined;
  /** In E.164 format. */
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
  .meta(
    values('list', 'entries like acme=+18005550100 +18005550101,acme/sales=+18005550110, each number once'),
  );

/** The subgraph of another team. */
export interface SubgraphSetting {
  readonly name: string;
  readonly url: string;
}

const subgraphs = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}=https?:\/\/[^\s,]+(,[a-z][a-z0-9-]{0,62}=https?:\/\/[^\s,]+)*$/)
  .transform((text): readonly SubgraphSetting[] =>
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
  .meta(
    values(
      'list',
      'entries like crm=http://crm.example/graphql, separated by commas; each name once, in lower case, and none of them switchboard',
    ),
  );
const domains = z
  .string()
  .transform((text): readonly string[] => text.split(','))
  .refine(
    (given) =>
      ['all', 'none'].includes(given.join(',')) ||
      given.every((name) => (domainNames as readonly string[]).includes(name)),
  )
  .meta(values('list', `all, none, or names separated by commas: ${domainNames.join(', ')}`));
const names = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(,[a-z][a-z0-9-]*)*$/)
  .transform((text): readonly string[] => text.split(','))
  .meta(values('list', 'names in lower case, separated by commas'));

const trustedProxies = z
  .string()
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : text.split(',').map((entry) => entry.trim())))
  .refine((trusted) => (typeof trusted === 'number' ? trusted > 0 && trusted <= 32 : areNetworks(trusted)))
  .meta(
    values(
      'list',
      'addresses, networks like 10.0.0.0/8, loopback, linklocal or uniquelocal, separated by commas; or the number of proxies, from 1 to 32',
    ),
  );

function areNetworks(names: readonly string[]): boolean {
  return names.every((name) => {
    if (['loopback', 'linklocal', 'uniquelocal'].includes(name)) return true;
    const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(name) ?? [];
    return (
      isIP(address) !== 0 && Number(bits ?? 1) > 0 && Number(bits ?? 1) <= (isIP(address) === 4 ? 32 : 128)
    );
  });
}

interface Variable<Schema extends z.ZodType, Fallback extends string | undefined = string | undefined> {
  readonly schema: Schema;
  /** The default of a subgraph behind a router. A router has its own limits, and generates larger operations than people write. */
  readonly behindRouter?: string;
  /** The description in docs/configuration.md and in the help of the commands. */
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
const withRouterDefault = <Schema extends z.ZodType, Fallback extends string>(
  made: Variable<Schema, Fallback>,
  fallback: string,
): Variable<Schema, Fallback> => ({ ...made, behindRouter: fallback });

/** All settings. Flags, environment variables, docs/configuration.md and error messages follow from this table. */
export const variables = {
  HOST: variable(
    text,
    'The address to listen on. All but loopback addresses require `AUTH_SECRET` or `AUTH_JWKS_URL`.',
    '127.0.0.1',
  ),
  PORT: variable(integer(0, 65_535), 'The port to listen on. 0: any free port.', '4000'),
  DATA_DIR: variable(
    text,
    'The directory of the data of the embedded MongoDB and of the development secret.',
    './data',
  ),
  CACHE_DIR: variable(
    text,
    'The directory of the downloaded MongoDB binary and, if it is set as a variable, of compiled modules. Default: `switchboard` in `$XDG_CACHE_HOME` or `~/.cache`.',
  ),
  MONGODB_URI: variable(
    url('mongodb|mongodb[+]srv'),
    'The URI of the MongoDB replica set. Not set: the embedded MongoDB.',
  ),
  MONGODB_DATABASE: variable(
    z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,63}$/)
      .describe('1 to 63 letters, digits, _ or -'),
    'The name of the database.',
    'switchboard',
  ),
  MONGOD_BINARY: variable(
    text,
    'The mongod binary of the embedded MongoDB. Not set: one on the `PATH`, else in the cache directory, else it is downloaded.',
  ),
  AUTH_SECRET: variable(
    z.string().min(32).describe('a secret of at least 32 characters'),
    'The secret that signs tokens (HS256).',
  ),
  AUTH_JWKS_URL: variable(
    url('https|http', (text) => URL.canParse(text)),
    'The URL of the public keys (JWKS) of the identity provider. Not together with `AUTH_SECRET`.',
  ),
  AUTH_ISSUER: variable(text, 'The issuer (`iss`) that tokens must have.'),
  AUTH_AUDIENCE: variable(text, 'The audience (`aud`) that tokens must have.'),
  AUTH_USERNAME_CLAIM: variable(
    text,
    'The claim with the id of the caller. A dot separates the names of nested claims.',
    'sub',
  ),
  AUTH_TENANT_CLAIM: variable(text, 'The claim with the tenant.', 'tenant'),
  AUTH_SCOPE_CLAIM: variable(
    text,
    'The claim with the scopes: a string with spaces between them, or a list.',
    'scope',
  ),
  TENANTS: variable(
    z
      .string()
      .regex(/^[A-Za-z0-9._-]+(,[A-Za-z0-9._-]+)*$/)
      .meta(values('list', 'names separated by commas')),
    'The tenants to serve. Tokens of other tenants are rejected. Not set: all tenants.',
  ),
  INTROSPECTION: variable(
    onOff,
    'Whether the schema can be read by introspection, and GraphiQL is served. Introspection needs a token, except in development. Not set: `on` if `HOST` is a loopback address, else `off`.',
  ),
  GRAPH_ENGINE: variable(
    oneOf('compiled', 'interpreted'),
    'How operations are executed: compiled where possible, or always interpreted by graphql-js.',
    'compiled',
  ),
  DOMAINS: variable(
    domains,
    'The domains to serve as one federation subgraph for a router. With `SUBGRAPHS`: the domains to join with those subgraphs; `none` serves those subgraphs only. Not set: all domains, as a complete graph.',
  ),
  SUBGRAPHS: variable(
    subgraphs,
    'The subgraphs of other teams to join: `name=url`, separated by commas. The flag is `--subgraph`, once for each.',
  ),
  SUBGRAPH_TIMEOUT_MS: variable(
    integer(10, 600_000),
    'The time limit for a response of such a subgraph, in milliseconds.',
    '5000',
  ),
  SUBGRAPH_POLL_MS: variable(
    integer(100, 86_400_000),
    'The interval between requests for the schema of such a subgraph, in milliseconds.',
    '10000',
  ),
  FORWARD_TOKEN_TO: variable(
    names,
    "The names of the subgraphs that receive the caller's token, or `all`. Not set: none.",
  ),
  SUBGRAPH_TOKEN: variable(
    text,
    'The token with which the gateway reads the schema of the subgraphs in `FORWARD_TOKEN_TO`. Not set: it reads schemas without a token.',
  ),
  MASK_IP_ADDRESSES: variable(
    onOff,
    "Whether only the network part of visitors' IP addresses is shown.",
    'off',
  ),
  REDACT_CHATS: variable(
    onOff,
    'Whether user ids and one-time codes are removed from the transcripts of feeds.',
    'on',
  ),
  MAX_SEARCH_DAYS: variable(
    integer(1, 36_525),
    'The longest time range of a search of engagements, in days.',
    '31',
  ),
  MAX_EXPORTS: variable(integer(1, 10_000), 'The maximum number of concurrent exports over HTTP.', '8'),
  MAX_EXPORTS_PER_CALLER: variable(
    integer(1, 10_000),
    'The maximum number of concurrent exports of one caller.',
    '2',
  ),
  MAX_BODY_BYTES: variable(
    integer(1024, 16_777_216),
    'The maximum size of a request body, in bytes.',
    '262144',
  ),
  MAX_BULK_BODY_BYTES: variable(
    integer(1024, 16_777_216),
    'The maximum size of the body of a graph request over HTTP by a caller who may store transcripts or feeds (`hybris.interactionrecording_manage`, `feed.ingest`), in bytes.',
    '4194304',
  ),
  MAX_PHOTO_BYTES: variable(
    integer(1024, 16_777_216),
    'The maximum size of a photo that is uploaded to a flow, in bytes.',
    '10485760',
  ),
  MAX_INGEST_BYTES: variable(
    integer(1024, 1_073_741_824),
    'The maximum size of an ingest request body, compressed or decompressed, in bytes.',
    '67108864',
  ),
  MAX_TOKENS: withRouterDefault(
    variable(integer(100, 100_000), 'The maximum number of lexical tokens of an operation.', '1000'),
    '10000',
  ),
  MAX_DEPTH: variable(
    integer(3, 100),
    'The maximum depth of nested fields. `ofType` of an introspection is not counted.',
    '12',
  ),
  MAX_ALIASES: withRouterDefault(
    variable(integer(0, 10_000), 'The maximum number of aliases of an operation.', '30'),
    '1000',
  ),
  MAX_DIRECTIVES: withRouterDefault(
    variable(integer(0, 10_000), 'The maximum number of directives of an operation.', '50'),
    '1000',
  ),
  MAX_ROOT_MUTATIONS: variable(integer(1, 1000), 'The maximum number of mutation fields of a request.', '5'),
  MAX_COST: variable(
    integer(1, 10_000_000),
    'The maximum cost of an operation: roughly the number of objects that it can return.',
    '10000',
  ),
  MAX_WS_PAYLOAD_BYTES: variable(
    integer(1024, 16_777_216),
    'The maximum size of a WebSocket message, in bytes.',
    '262144',
  ),
  MAX_SUBSCRIPTIONS_PER_SOCKET: variable(
    integer(1, 10_000),
    'The maximum number of open subscriptions of one WebSocket.',
    '50',
  ),
  MAX_SOCKETS: variable(
    integer(1, 1_000_000),
    'The maximum number of long-lived connections: WebSockets and event streams.',
    '10000',
  ),
  MAX_SOCKETS_PER_CALLER: variable(
    integer(1, 1_000_000),
    'The maximum number of long-lived connections of one caller.',
    '50',
  ),
  ALLOWED_ORIGINS: variable(
    z
      .string()
      .regex(/^https?:\/\/[^\s/,]+(,https?:\/\/[^\s/,]+)*$/i)
      .refine((text) => text.split(',').every((origin) => URL.canParse(origin)))
      .meta(values('list', 'origins like https://desk.example, separated by commas')),
    'The origins whose pages may use the server from a browser: over HTTP (CORS) and WebSocket. Pages of the origin of the server always may.',
  ),
  TRUSTED_PROXIES: variable(
    trustedProxies,
    'The proxies and load balancers in front of the server. The address that they append to a header is the client address, against which requests without a token count. Not set: the peer of the connection is the client.',
  ),
  TRUSTED_PROXY_HEADER: variable(
    oneOf('x-forwarded-for', 'forwarded'),
    'The header to which the trusted proxies append the address of their client. Clients must not be able to set it otherwise.',
    'x-forwarded-for',
  ),
  COMPRESS_FROM_BYTES: variable(
    integer(0, 16_777_216),
    'The size from which responses of the graph are compressed (zstd, br or gzip, as the client accepts), in bytes. 0: never.',
    '1024',
  ),
  HTTP_KEEP_ALIVE_MS: variable(
    integer(100, 3_600_000),
    'How long an HTTP connection without a request stays open, in milliseconds. It must be longer than the idle timeout of the load balancer.',
    '65000',
  ),
  KEEP_ALIVE_MS: variable(
    integer(100, 14_000),
    'The interval between pings on a long-lived connection, in milliseconds. A client that has not answered by the next ping is disconnected.',
    '12000',
  ),
  OPERATIONS_PER_SECOND: variable(
    integer(0, 1_000_000),
    'The rate limit: operations per second of each caller, and requests per second without a token of each client address. 0: no limit.',
    '200',
  ),
  OPERATIONS_BURST: variable(
    integer(1, 10_000_000),
    'The burst size of the rate limit, in operations.',
    '1000',
  ),
  OFFER_TIMEOUT_MS: variable(
    integer(50, 86_400_000),
    'How long an agent can accept an offer, in milliseconds. After that the interaction is offered to the next agent.',
    '30000',
  ),
  REOFFER_DELAY_MS: variable(
    integer(0, 86_400_000),
    'How long an interaction is not offered again to an agent who rejected or missed an offer, in milliseconds.',
    '5000',
  ),
  AGENT_LEASE_MS: variable(
    integer(1000, 86_400_000),
    "How long after the agent's last request, or the end of the agent's last connection, the agent is signed out, in milliseconds.",
    '120000',
  ),
  USAGE_EXPIRY_MS: variable(
    integer(1000, 86_400_000),
    'How long after the last event about a product usage of an agent the usage ends, unless a feed reports its end, in milliseconds.',
    '1800000',
  ),
  PHONE_COUNTRY: variable(
    z
      .custom<Country>((text) => typeof text === 'string' && isCountry(text))
      .describe('two letters of ISO 3166, such as US'),
    'The country of phone numbers without a country code.',
    'US',
  ),
  FLOW_NUMBERS: variable(
    pool,
    'The phone numbers that can be allocated to flows: `tenant=number number …`, or `tenant/group=number …`, separated by commas.',
  ),
  FLOW_IDLE_MS: variable(
    integer(100, 2_147_483_647),
    'How long a running flow can be inactive before it is abandoned, in milliseconds.',
    '3600000',
  ),
  PHOTO_LINK_MS: variable(
    integer(100, 86_400_000),
    'How long a link to a photo of a flow is valid, in milliseconds.',
    '300000',
  ),
  PUBLIC_URL: variable(
    z
      .string()
      .regex(/^https?:\/\/[^\s?#]*[^\s?#/]$/)
      .refine((text) => URL.canParse(text))
      .describe('a URL that begins with https or http and does not end with a slash'),
    'The URL of this server for clients. Links to photos begin with it. Not set: they begin with a slash.',
  ),
  MONGODB_TIMEOUT_MS: variable(
    integer(100, 600_000),
    'The time limit of a database command, in milliseconds.',
    '10000',
  ),
  SHUTDOWN_TIMEOUT_MS: variable(
    integer(0, 600_000),
    'How long the server waits for running requests when it stops, in milliseconds.',
    '5000',
  ),
  LOG_LEVEL: variable(
    oneOf('debug', 'info', 'warn', 'error', 'silent'),
    'The lowest level of the messages that are logged, to standard error.',
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
  'ALLOWED_ORIGINS' | 'CACHE_DIR' | 'DATA_DIR' | 'INTROSPECTION' | 'TENANTS'
> {
  readonly ALLOWED_ORIGINS: ReadonlySet<string>;
  readonly DATA_DIR: string;
  readonly CACHE_DIR: string;
  readonly INTROSPECTION: boolean;
  readonly TENANTS: ReadonlySet<string> | undefined;
  /** Neither a secret nor an identity provider is set: the server signs with its own secret and listens on loopback only. */
  readonly developmentMode: boolean;
  /** The `PATH`, to find a mongod. */
  readonly searchPath: string | undefined;
  /** npm does not always forward the signal that ends it. */
  readonly startedByNpm: boolean;
}

/** Settings without a flag: every user of a machine can read command lines. */
export const secretVariables: ReadonlySet<string> = new Set<VariableName>([
  'AUTH_SECRET',
  'MONGODB_URI',
  'SUBGRAPH_TOKEN',
]);

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);

/** Empty means not set, as in the XDG specification. */
const cacheHomeOf = ({ XDG_CACHE_HOME: home }: NodeJS.ProcessEnv): string =>
  home === undefined || home === '' ? join(homedir(), '.cache') : home;

/**
 * Reads the settings from flags, environment variables and defaults, in this order of precedence.
 * @param flags explicit values by the name of the setting
 * @param used the settings that are read from the environment; others have their defaults
 * @throws ConfigurationError that lists all invalid values, and all flags that are not settings
 */
export function readConfiguration(
  flags: Partial<Record<VariableName, string>> = {},
  environment: NodeJS.ProcessEnv = process.env,
  used: readonly VariableName[] = Object.keys(variables) as VariableName[],
): Configuration {
  const faults = Object.keys(flags)
    .filter((name) => !Object.hasOwn(variables, name))
    .map((name) => `${name} is not a setting`);
  const values: Record<string, unknown> = {};
  // Compose files and CI systems write an unset variable as an empty one.
  const setting = (name: VariableName) =>
    flags[name] ?? (environment[name] === '' || !used.includes(name) ? undefined : environment[name]);
  const isSubgraph = setting('DOMAINS') !== undefined && setting('SUBGRAPHS') === undefined;
  for (const [name, { schema, behindRouter, fallback }] of Object.entries<Variable<z.ZodType>>(variables)) {
    const given = setting(name as VariableName) ?? (isSubgraph ? behindRouter : undefined) ?? fallback;
    if (given === undefined) continue;
    const parsed = schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else
      faults.push(
        `${name} is ${secretVariables.has(name) ? 'set to something else' : JSON.stringify(given)}, and may be ${schema.description ?? ''}`,
      );
  }
  if (faults.length > 0) throw new ConfigurationError(faults.join('\n'));
  // Valid because each value was parsed by the schema of its name.
  const read = values as unknown as Values;

  const developmentMode = read.AUTH_SECRET === undefined && read.AUTH_JWKS_URL === undefined;
  if (read.AUTH_SECRET !== undefined && read.AUTH_JWKS_URL !== undefined)
    throw new ConfigurationError(
      'AUTH_SECRET and AUTH_JWKS_URL are both set. Set only one of them: tokens are signed either with the secret or by the identity provider.',
    );
  if (developmentMode && !loopback.has(read.HOST))
    throw new ConfigurationError(
      `HOST is ${JSON.stringify(read.HOST)}, and may only be 127.0.0.1, localhost or ::1 while neither AUTH_SECRET nor AUTH_JWKS_URL is set`,
    );
  if (read.DOMAINS?.includes('none') === true && read.SUBGRAPHS === undefined)
    throw new ConfigurationError(
      'DOMAINS is "none" and SUBGRAPHS is not set: there is nothing to serve. Add a subgraph: --subgraph crm=http://…',
    );
  return {
    ...read,
    DATA_DIR: resolve(read.DATA_DIR),
    CACHE_DIR: resolve(read.CACHE_DIR ?? join(cacheHomeOf(environment), 'switchboard')),
    ALLOWED_ORIGINS: new Set(read.ALLOWED_ORIGINS?.split(',').map((origin) => new URL(origin).origin)),
    INTROSPECTION: read.INTROSPECTION ?? loopback.has(read.HOST),
    TENANTS: read.TENANTS === undefined ? undefined : new Set(read.TENANTS.split(',')),
    developmentMode,
    searchPath: environment.PATH,
    startedByNpm: environment.npm_execpath !== undefined,
  };
}
