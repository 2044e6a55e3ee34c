import { createHmac } from 'node:crypto';
import { exportSPKI, importJWK, type CryptoKey, type JWTPayload } from 'jose';
import { createAuthenticator } from '../../src/auth/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { DomainError } from '../../src/kernel/errors.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { resetClock, setClockAhead } from '../support/host-clock.ts';
import { makeKey, publishKeys, signWith, type KeySet, type SigningKey } from './key-set.ts';

const payload = (): JWTPayload => ({
  sub: 'ann',
  tenant: 'acme',
  scope: 'chat.agent',
  exp: Math.floor(Date.now() / 1000) + 7200,
});
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const hmac = (secret: string | Buffer, header: object) => {
  const content = `${base64({ alg: 'HS256', ...header })}.${base64(payload())}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
};

let first: SigningKey;
let second: SigningKey;
let elliptic: SigningKey;
let provider: KeySet;
let server: TestServer;
beforeAll(async () => {
  [first, second, elliptic] = await Promise.all([
    makeKey('first'),
    makeKey('second'),
    makeKey('ec', 'ES256'),
  ]);
});
beforeEach(async () => {
  provider = await publishKeys(first, elliptic);
  // An empty AUTH_SECRET counts as not set.
  server = await startTestServer(import.meta.url, { AUTH_SECRET: '', AUTH_JWKS_URL: provider.url });
});
afterEach(async () => {
  resetClock();
  await server.stop();
  await provider.close();
});

const queryWith = async (token: string) => {
  const { status, body } = await server.send('{ currentAgent { username } }', { token });
  return { status, code: body.errors?.[0]?.extensions.code };
};
const accepted = { status: 200, code: undefined };
const rejected = { status: 401, code: 'UNAUTHENTICATED' };
const unavailable = { status: 503, code: 'UNAVAILABLE' };

test('tokens of every published key are accepted, and the keys are fetched once', async () => {
  expect(await queryWith(await signWith(first, payload()))).toEqual(accepted);
  expect(await queryWith(await signWith(elliptic, payload()))).toEqual(accepted);
  expect(await queryWith(await signWith(first, { ...payload(), sub: 'bea' }))).toEqual(accepted);
  expect(provider.requests).toBe(1);
});

test('a token of a key that is not published is rejected', async () => {
  expect(await queryWith(await signWith(second, payload()))).toEqual(rejected);
  expect(await queryWith(await signWith({ ...second, kid: 'first' }, payload()))).toEqual(rejected);
});

test('a public key is not a secret: HS256 with any form of it is rejected', async () => {
  const pem = await exportSPKI((await importJWK(first.publicJwk, 'RS256')) as CryptoKey);
  const { n } = first.publicJwk as { n: string };
  for (const secret of [pem, pem.trim(), JSON.stringify(first.publicJwk), n, Buffer.from(n, 'base64url')])
    for (const header of [{ kid: 'first' }, {}, { kid: 'ec' }])
      expect(await queryWith(hmac(secret, header))).toEqual(rejected);
});

test.each<[string, (key: SigningKey) => Promise<string>]>([
  ['a path as kid', (key) => signWith(key, payload(), { kid: '../../../dev/null' })],
  ['a URL as kid', (key) => signWith(key, payload(), { kid: 'http://127.0.0.1:1/key' })],
  ['a property of Object.prototype as kid', (key) => signWith(key, payload(), { kid: '__proto__' })],
  ['an operator as kid', (key) => signWith(key, payload(), { kid: { $ne: null } })],
  ['a kid of 6,000 characters', (key) => signWith(key, payload(), { kid: 'a'.repeat(6000) })],
  [
    'a URL of keys in its header',
    (key) => signWith(key, payload(), { kid: 'unknown', jku: 'http://127.0.0.1:1/keys' }),
  ],
  [
    'a URL of a certificate in its header',
    (key) => signWith(key, payload(), { kid: 'unknown', x5u: 'http://127.0.0.1:1/x' }),
  ],
  ['a key in its header', (key) => signWith(key, payload(), { kid: 'unknown', jwk: key.publicJwk })],
  [
    'an algorithm that does not match its key',
    (key) => signWith({ ...key, alg: 'PS256' }, payload(), {}).catch(() => 'x.x.x'),
  ],
  ['the kid of a key of another type', (key) => signWith(key, payload(), { kid: 'ec' })],
  ['alg none', () => Promise.resolve(`${base64({ alg: 'none', kid: 'first' })}.${base64(payload())}.`)],
  ['no exp', (key) => signWith(key, { ...payload(), exp: undefined } as never)],
  [
    'scopes of a customer and of an agent',
    (key) => signWith(key, { ...payload(), scope: 'chat.agent chat.customer' }),
  ],
])('a token with %s is rejected', async (_name, token) => {
  expect(await queryWith(await token(first))).toEqual(rejected);
});

test('a new key is accepted without a restart, and a withdrawn key is rejected', async () => {
  expect(await queryWith(await signWith(first, payload()))).toEqual(accepted);
  provider.keys = [second];
  // Keys are fetched again after 30 seconds at the earliest.
  setClockAhead(31_000);
  expect(await queryWith(await signWith(second, payload()))).toEqual(accepted);
  expect(await queryWith(await signWith(first, { ...payload(), sub: 'bea' }))).toEqual(rejected);
});

test('a verified token of a withdrawn key is rejected after five minutes', async () => {
  const authenticator = await createAuthenticator({
    clock: systemClock,
    keys: { jwksUrl: new URL(provider.url) },
    claims: { username: 'sub', tenant: 'tenant', scope: 'scope' },
  });
  const signedBy = async (key: SigningKey) => `Bearer ${await signWith(key, payload())}`;
  const old = await signedBy(first);
  expect(await authenticator.authenticate(old)).toMatchObject({ id: 'ann' });
  provider.keys = [second];
  setClockAhead(31_000);
  expect(await authenticator.authenticate(await signedBy(second))).toMatchObject({ id: 'ann' });
  setClockAhead(4 * 60_000);
  expect(await authenticator.authenticate(old)).toMatchObject({ id: 'ann' });
  setClockAhead(6 * 60_000);
  await expect(authenticator.authenticate(old)).rejects.toThrow(DomainError);
});

test('tokens with many unknown key ids cause few requests to the identity provider', async () => {
  for (let index = 0; index < 20; index++)
    expect(await queryWith(await signWith({ ...second, kid: `kid-${index}` }, payload()))).toEqual(rejected);
  expect(provider.requests).toBeLessThanOrEqual(2);
});

test.each<[string, () => Promise<void> | void]>([
  ['is down', () => provider.close()],
  [
    'fails',
    () => {
      provider.failure = { status: 500, body: 'oops' };
    },
  ],
  [
    'redirects',
    () => {
      provider.failure = { status: 302, body: '' };
    },
  ],
  [
    'does not respond',
    () => {
      provider.failure = 'silence';
    },
  ],
  [
    'responds with HTML',
    () => {
      provider.failure = { status: 200, body: '<html>' };
    },
  ],
  [
    'responds with JSON that is not a key set',
    () => {
      provider.failure = { status: 200, body: '{"keys":{}}' };
    },
  ],
])(
  'while the identity provider %s, requests with a token are UNAVAILABLE, and requests without one succeed',
  async (_name, fail) => {
    await fail();
    expect(await queryWith(await signWith(first, payload()))).toEqual(unavailable);
    const { body } = await server.send('{ currentAgent { username } }', {
      token: await signWith(first, payload()),
    });
    expect(body.errors?.[0]?.message).toBe("The identity provider's keys cannot be read; try again shortly.");
    expect(server.log.lines.at(-1)).toMatchObject({
      level: 'warn',
      details: { err: expect.anything() as Error },
    });
    expect((await server.send('{ __typename }')).status).toBe(200);
    // A malformed token is rejected without keys.
    expect(await queryWith('garbage')).toEqual(rejected);
  },
);

test('tokens are accepted again once the identity provider has recovered', async () => {
  provider.failure = { status: 500, body: '' };
  const token = await signWith(first, payload());
  expect(await queryWith(token)).toEqual(unavailable);
  provider.failure = undefined;
  expect(await queryWith(token)).toEqual(accepted);
});

test('cached tokens and keys remain valid while the identity provider is down', async () => {
  const token = await signWith(first, payload());
  expect(await queryWith(token)).toEqual(accepted);
  provider.failure = { status: 500, body: '' };
  expect(await queryWith(token)).toEqual(accepted);
  expect(await queryWith(await signWith(first, { ...payload(), sub: 'bea' }))).toEqual(accepted);
});
