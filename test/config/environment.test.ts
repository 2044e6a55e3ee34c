import { homedir } from 'node:os';
import { resolve } from 'node:path';
import {
  ConfigurationError,
  readConfiguration,
  variables,
  type VariableName,
} from '../../src/config/index.ts';

const secret = 'a secret of more than 32 characters';
const errorOf = (
  environment: NodeJS.ProcessEnv,
  flags: Partial<Record<VariableName, string>> = {},
): string => {
  try {
    readConfiguration(flags, environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return 'no error';
};

test('without settings, development mode is on, with the documented defaults', () => {
  expect(readConfiguration({}, {})).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 4000,
    DATA_DIR: resolve('data'),
    CACHE_DIR: resolve(homedir(), '.cache/switchboard'),
    MONGODB_DATABASE: 'switchboard',
    INTROSPECTION: true,
    GRAPH_ENGINE: 'compiled',
    MAX_BODY_BYTES: 262_144,
    MAX_TOKENS: 1000,
    MAX_DEPTH: 12,
    MAX_ALIASES: 30,
    MAX_DIRECTIVES: 50,
    MAX_ROOT_MUTATIONS: 5,
    MAX_COST: 10_000,
    TENANTS: undefined,
    developmentMode: true,
  });
});

test.each<[VariableName, string, string]>([
  ['HOST', ' ', 'only be 127.0.0.1, localhost or ::1'],
  ['MAX_PHOTO_BYTES', '16777217', 'a whole number from 1024 to 16777216'],
  ['PHOTO_LINK_MS', '99', 'a whole number from 100 to 86400000'],
  ['PUBLIC_URL', 'https://desk.example/', 'does not end with a slash'],
  ['PUBLIC_URL', 'https://desk.example/a?b', 'does not end with a slash'],
  ['PUBLIC_URL', 'desk.example', 'a URL that begins with https or http'],
  ['PUBLIC_URL', 'https://', 'a URL that begins with https or http'],
  ['PUBLIC_URL', 'https://[', 'a URL that begins with https or http'],
  ['TRUSTED_PROXIES', '0', 'the number of proxies, from 1 to 32'],
  ['TRUSTED_PROXIES', '33', 'the number of proxies, from 1 to 32'],
  ['TRUSTED_PROXIES', '0.0.0.0/0', 'networks like 10.0.0.0/8'],
  ['TRUSTED_PROXIES', '10.0.0.0/33', 'networks like 10.0.0.0/8'],
  ['TRUSTED_PROXIES', 'proxy.example', 'networks like 10.0.0.0/8'],
  ['TRUSTED_PROXY_HEADER', 'x-real-ip', 'x-forwarded-for, forwarded'],
  ['ALLOWED_ORIGINS', 'https://desk.example/path', 'origins like https://desk.example'],
  ['ALLOWED_ORIGINS', '*', 'origins like https://desk.example'],
  ['PORT', '70000', 'a whole number from 0 to 65535'],
  ['PORT', '80.5', 'a whole number from 0 to 65535'],
  ['PORT', '-1', 'a whole number from 0 to 65535'],
  ['PORT', '0x50', 'a whole number from 0 to 65535'],
  ['PORT', '4000 ', 'a whole number from 0 to 65535'],
  ['MONGODB_URI', 'http://localhost', 'a URL that begins with mongodb or mongodb+srv'],
  ['MONGODB_URI', 'mongodb://', 'a URL that begins with mongodb or mongodb+srv'],
  ['MONGODB_DATABASE', 'a/b', '1 to 63 letters, digits, _ or -'],
  ['MONGODB_DATABASE', 'a'.repeat(64), '1 to 63 letters, digits, _ or -'],
  ['AUTH_SECRET', 'short', 'a secret of at least 32 characters'],
  ['AUTH_JWKS_URL', 'ftp://idp.example/keys', 'a URL that begins with https or http'],
  ['AUTH_JWKS_URL', 'https://', 'a URL that begins with https or http'],
  ['AUTH_JWKS_URL', 'https://[', 'a URL that begins with https or http'],
  ['AUTH_JWKS_URL', 'https://idp.example:99999/', 'a URL that begins with https or http'],
  ['TENANTS', 'acme, globex', 'names separated by commas'],
  ['TENANTS', 'acme,,globex', 'names separated by commas'],
  ['INTROSPECTION', 'true', 'on or off'],
  ['GRAPH_ENGINE', 'jit', 'compiled, interpreted'],
  ['MASK_IP_ADDRESSES', 'yes', 'on or off'],
  ['MAX_BODY_BYTES', '10', 'a whole number from 1024 to 16777216'],
  ['MAX_TOKENS', '0', 'a whole number from 100 to 100000'],
  ['MAX_DEPTH', '1', 'a whole number from 3 to 100'],
  ['MAX_ALIASES', 'many', 'a whole number from 0 to 10000'],
  ['MAX_DIRECTIVES', '1e3', 'a whole number from 0 to 10000'],
  ['MAX_ROOT_MUTATIONS', '0', 'a whole number from 1 to 1000'],
  ['MAX_COST', '-5', 'a whole number from 1 to 10000000'],
  ['MONGODB_TIMEOUT_MS', '10s', 'a whole number from 100 to 600000'],
  ['SHUTDOWN_TIMEOUT_MS', '600001', 'a whole number from 0 to 600000'],
  ['LOG_LEVEL', 'verbose', 'debug, info, warn, error, silent'],
])('%s=%p is rejected with the name of the setting and the allowed values', (name, value, allowed) => {
  const message = errorOf({ [name]: value });
  expect(message).toMatch(new RegExp(`^${name} is .*may`));
  expect(message).toContain(allowed);
  // Error messages must not contain secrets. The URI of a database can contain a password.
  if (name === 'AUTH_SECRET' || name === 'MONGODB_URI') expect(message).not.toContain(value);
  else expect(message).toContain(JSON.stringify(value));
});

test('every setting has a description and a description of its allowed values', () => {
  for (const [name, { schema, about }] of Object.entries(variables)) {
    expect([name, about]).toEqual([name, expect.stringMatching(/\.$/)]);
    expect([name, schema.description]).toEqual([name, expect.any(String)]);
  }
});

test('one error lists all invalid settings', () => {
  expect(errorOf({ PORT: 'x', MAX_DEPTH: 'y', LOG_LEVEL: 'z' }).split('\n')).toEqual([
    expect.stringMatching(/^PORT is "x"/),
    expect.stringMatching(/^MAX_DEPTH is "y"/),
    expect.stringMatching(/^LOG_LEVEL is "z"/),
  ]);
});

test('a flag that is not a setting is rejected', () => {
  const flags = { PORT: '5000', RATE_LIMIT: '0' };
  expect(errorOf({}, flags)).toBe('RATE_LIMIT is not a setting');
});

test('flags take precedence over environment variables, and these over defaults', () => {
  expect(readConfiguration({}, { PORT: '5000' }).PORT).toBe(5000);
  expect(readConfiguration({ PORT: '6000' }, { PORT: '5000' }).PORT).toBe(6000);
  // An invalid environment variable is ignored if there is a flag.
  expect(readConfiguration({ PORT: '6000' }, { PORT: 'x' }).PORT).toBe(6000);
  expect(errorOf({ PORT: '5000' }, { PORT: '' })).toMatch(/^PORT is ""/);
});

test('an empty environment variable counts as not set', () => {
  const { PORT, AUTH_SECRET, TENANTS, CACHE_DIR, developmentMode } = readConfiguration(
    {},
    { PORT: '', AUTH_SECRET: '', TENANTS: '', XDG_CACHE_HOME: '' },
  );
  expect({ PORT, AUTH_SECRET, TENANTS, CACHE_DIR, developmentMode }).toEqual({
    PORT: 4000,
    AUTH_SECRET: undefined,
    TENANTS: undefined,
    CACHE_DIR: resolve(homedir(), '.cache/switchboard'),
    developmentMode: true,
  });
});

test.each(['0.0.0.0', '::', '192.168.1.4', 'example.org', '127.0.0.1.example.org', '0', '127.1'])(
  'without a secret or an identity provider, HOST must not be %s',
  (HOST) => {
    const message = errorOf({ HOST });
    expect(message).toContain(`HOST is "${HOST}", and may only be 127.0.0.1, localhost or ::1`);
    expect(message).toContain('AUTH_SECRET');
    expect(readConfiguration({}, { HOST, AUTH_SECRET: secret }).developmentMode).toBe(false);
    expect(readConfiguration({}, { HOST, AUTH_JWKS_URL: 'https://idp.example/keys' }).developmentMode).toBe(
      false,
    );
  },
);

test.each(['127.0.0.1', 'localhost', '::1'])(
  'without a secret or an identity provider, HOST can be %s',
  (HOST) => {
    expect(readConfiguration({}, { HOST }).developmentMode).toBe(true);
  },
);

test('introspection is off by default on an address that other machines can reach', () => {
  const introspection = (HOST: string, given: object = {}) =>
    readConfiguration({}, { HOST, AUTH_SECRET: secret, ...given }).INTROSPECTION;
  for (const HOST of ['127.0.0.1', 'localhost', '::1']) {
    expect(introspection(HOST)).toBe(true);
    expect(introspection(HOST, { INTROSPECTION: 'off' })).toBe(false);
  }
  for (const HOST of ['0.0.0.0', '::', '192.168.1.4']) {
    expect(introspection(HOST)).toBe(false);
    expect(introspection(HOST, { INTROSPECTION: 'on' })).toBe(true);
  }
});

test('a secret together with an identity provider is rejected', () => {
  expect(errorOf({ AUTH_SECRET: secret, AUTH_JWKS_URL: 'https://idp.example/keys' })).toMatch(
    /AUTH_SECRET and AUTH_JWKS_URL are both set/,
  );
});

test('TRUSTED_PROXIES is a number or a list of addresses and networks', () => {
  const read = (TRUSTED_PROXIES: string) => readConfiguration({}, { TRUSTED_PROXIES }).TRUSTED_PROXIES;
  expect(read('2')).toBe(2);
  expect(read('loopback, 10.0.0.0/8,2001:db8::/32,192.0.2.1')).toEqual([
    'loopback',
    '10.0.0.0/8',
    '2001:db8::/32',
    '192.0.2.1',
  ]);
});

test('origins have neither a default port nor upper case', () => {
  const ALLOWED_ORIGINS = 'HTTPS://Desk.example:443,http://localhost:5173';
  expect([...readConfiguration({}, { ALLOWED_ORIGINS }).ALLOWED_ORIGINS]).toEqual([
    'https://desk.example',
    'http://localhost:5173',
  ]);
});

test('TENANTS is parsed into a set', () => {
  expect(readConfiguration({}, { TENANTS: 'acme,globex' }).TENANTS).toEqual(new Set(['acme', 'globex']));
});
