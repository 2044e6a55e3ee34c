import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { sendJson } from '../server/stage.ts';
import { startTestServer, testSecret, tokenFor, type TestServer } from '../support/server.ts';
import { resetClock, setClockAhead } from './clock.ts';

const now = () => Math.floor(Date.now() / 1000);
const good = () => ({
  sub: 'ann',
  tenant: 'acme',
  scope: 'agent.view',
  exp: now() + 3600,
  iss: 'https://idp.example',
  aud: 'switchboard',
});
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Signs arbitrary content, including content that a library would reject. */
const forge = (
  payload: unknown,
  {
    header = {},
    secret = testSecret,
    digest = 'sha256',
  }: { header?: object; secret?: string; digest?: string } = {},
): string => {
  const content = `${base64({ alg: 'HS256', ...header })}.${base64(payload)}`;
  return `${content}.${createHmac(digest, secret).update(content).digest('base64url')}`;
};
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(good()).filter(([name]) => !names.includes(name)));
const unsigned = (header: object) => `${base64(header)}.${base64(good())}.`;
const { privateKey: rsaKey, publicKey: rsaPublicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

describe('with a shared secret, an issuer, an audience and a list of tenants', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(import.meta.url, {
      AUTH_ISSUER: 'https://idp.example',
      AUTH_AUDIENCE: 'switchboard',
      TENANTS: 'acme,globex',
    });
  });
  afterAll(() => server.stop());

  const who = '{ currentAgent { username } }';
  const askWith = (authorization: string | string[]) =>
    sendJson(server.url, { query: who }, { authorization });

  test.each<[string, () => string | string[]]>([
    ['a good token', () => `Bearer ${forge(good())}`],
    ['bearer in lower case', () => `bearer ${forge(good())}`],
    ['BEARER in upper case, and spaces', () => `BEARER   ${forge(good())}`],
    ['one of several audiences', () => `Bearer ${forge({ ...good(), aud: ['other', 'switchboard'] })}`],
    ['another tenant that is served', () => `Bearer ${forge({ ...good(), tenant: 'globex' })}`],
    ['scopes as a list', () => `Bearer ${forge({ ...good(), scope: ['agent.view', 'chat.agent'] })}`],
    ['no scope at all', () => `Bearer ${forge(without('scope'))}`],
    ['an unknown kid', () => `Bearer ${forge(good(), { header: { kid: '../../dev/null' } })}`],
    [
      'links to keys, which are not followed',
      () => `Bearer ${forge(good(), { header: { jku: 'http://127.0.0.1:1/', x5u: 'http://127.0.0.1:1/' } })}`,
    ],
  ])('%s is taken', async (_name, authorization) => {
    expect(await askWith(authorization())).toMatchObject({ status: 200, body: { data: {} } });
  });

  const badTokens: [string, () => string | string[] | Promise<string>][] = [
    ['garbage', () => 'Bearer garbage'],
    ['nothing after Bearer', () => 'Bearer '],
    ['Bearer alone', () => 'Bearer'],
    ['an empty header', () => ''],
    ['a token without its scheme', () => forge(good())],
    ['Basic', () => `Basic ${Buffer.from('ann:ann').toString('base64')}`],
    ['a token as Basic', () => `Basic ${forge(good())}`],
    ['two words', () => `Bearer ${forge(good())} ${forge(good())}`],
    ['two headers, both good', () => [`Bearer ${forge(good())}`, `Bearer ${forge(good())}`]],
    ['two headers, of which one is good', () => [`Bearer ${forge(good())}`, 'Bearer garbage']],
    ['dots alone', () => 'Bearer ..'],
    ['three parts that are not base64', () => 'Bearer $.$.$'],
    ['a header that is not an object', () => `Bearer ${base64('x')}.${base64(good())}.x`],
    ['alg none', () => `Bearer ${unsigned({ alg: 'none' })}`],
    ['alg NONE', () => `Bearer ${unsigned({ alg: 'NONE' })}`],
    [
      'alg none with a signature',
      () => `Bearer ${unsigned({ alg: 'none' })}${forge(good()).split('.')[2] ?? ''}`,
    ],
    ['no alg', () => `Bearer ${unsigned({ typ: 'JWT' })}`],
    ['alg as a list', () => `Bearer ${forge(good(), { header: { alg: ['HS256'] } })}`],
    [
      'HS512 by the same secret',
      () => `Bearer ${forge(good(), { header: { alg: 'HS512' }, digest: 'sha512' })}`,
    ],
    [
      'RS256 by a key of its own',
      () =>
        new SignJWT(good())
          .setProtectedHeader({ alg: 'RS256' })
          .sign(rsaKey)
          .then((token) => `Bearer ${token}`),
    ],
    [
      'RS256 with its key in the header',
      () =>
        new SignJWT(good())
          .setProtectedHeader({ alg: 'RS256', jwk: rsaPublicKey.export({ format: 'jwk' }) })
          .sign(rsaKey)
          .then((token) => `Bearer ${token}`),
    ],
    [
      'HS256 whose secret is in the header',
      () => `Bearer ${forge(good(), { header: { jwk: { kty: 'oct', k: base64('x') } }, secret: 'x' })}`,
    ],
    ['a wrong secret', () => `Bearer ${forge(good(), { secret: `${testSecret}.` })}`],
    ['an empty secret', () => `Bearer ${forge(good(), { secret: '' })}`],
    ['a truncated signature', () => `Bearer ${forge(good()).slice(0, -4)}`],
    ['no signature', () => `Bearer ${forge(good()).split('.').slice(0, 2).join('.')}.`],
    [
      'a payload that was changed',
      () => {
        const [header, , signature] = forge(good()).split('.');
        return `Bearer ${header ?? ''}.${base64({ ...good(), tenant: 'globex' })}.${signature ?? ''}`;
      },
    ],
    [
      'a critical header that nobody knows',
      () => `Bearer ${forge(good(), { header: { crit: ['x'], x: 1 } })}`,
    ],
    ['an unencoded payload', () => `Bearer ${forge(good(), { header: { crit: ['b64'], b64: false } })}`],
    ['five parts, as encrypted tokens have', () => `Bearer ${forge(good())}.x.x`],
    ['a payload that is a list', () => `Bearer ${forge([good()])}`],
    ['a payload that is a string', () => `Bearer ${forge('ann')}`],
    ['expired', () => `Bearer ${forge({ ...good(), exp: now() - 1 })}`],
    ['expired this second', () => `Bearer ${forge({ ...good(), exp: now() })}`],
    ['no exp', () => `Bearer ${forge(without('exp'))}`],
    ['an exp that is a string', () => `Bearer ${forge({ ...good(), exp: String(now() + 3600) })}`],
    ['an exp that is null', () => `Bearer ${forge({ ...good(), exp: null })}`],
    ['not yet valid', () => `Bearer ${forge({ ...good(), nbf: now() + 60 })}`],
    ['an nbf that is a string', () => `Bearer ${forge({ ...good(), nbf: 'now' })}`],
    ['no issuer', () => `Bearer ${forge(without('iss'))}`],
    ['another issuer', () => `Bearer ${forge({ ...good(), iss: 'https://idp.example/' })}`],
    ['the issuer in a list', () => `Bearer ${forge({ ...good(), iss: ['https://idp.example'] })}`],
    ['no audience', () => `Bearer ${forge(without('aud'))}`],
    ['another audience', () => `Bearer ${forge({ ...good(), aud: 'switchboard2' })}`],
    ['an empty list of audiences', () => `Bearer ${forge({ ...good(), aud: [] })}`],
    ['no subject', () => `Bearer ${forge(without('sub'))}`],
    ['an empty subject', () => `Bearer ${forge({ ...good(), sub: '' })}`],
    ['a subject that is a number', () => `Bearer ${forge({ ...good(), sub: 7 })}`],
    ['a subject that is an operator', () => `Bearer ${forge({ ...good(), sub: { $ne: null } })}`],
    ['a subject of 257 characters', () => `Bearer ${forge({ ...good(), sub: 'a'.repeat(257) })}`],
    ['no tenant', () => `Bearer ${forge(without('tenant'))}`],
    ['an empty tenant', () => `Bearer ${forge({ ...good(), tenant: '' })}`],
    ['a tenant with a colon', () => `Bearer ${forge({ ...good(), tenant: 'acme:x' })}`],
    ['a tenant with a new line', () => `Bearer ${forge({ ...good(), tenant: 'acme\n' })}`],
    ['two tenants', () => `Bearer ${forge({ ...good(), tenant: ['acme', 'globex'] })}`],
    ['a tenant that is an operator', () => `Bearer ${forge({ ...good(), tenant: { $gt: '' } })}`],
    ['the tenant __proto__', () => `Bearer ${forge({ ...good(), tenant: '__proto__' })}`],
    ['a tenant that is not served', () => `Bearer ${forge({ ...good(), tenant: 'initech' })}`],
    ['a tenant that is served, in upper case', () => `Bearer ${forge({ ...good(), tenant: 'ACME' })}`],
    [
      'scopes of a customer and of an agent',
      () => `Bearer ${forge({ ...good(), scope: 'chat.customer chat.agent' })}`,
    ],
    [
      'customer and general agent at once, as a list',
      () => `Bearer ${forge({ ...good(), scope: ['interaction.agent', 'chat.customer'] })}`,
    ],
    ['a good token of 9,000 characters', () => `Bearer ${forge({ ...good(), filling: 'a'.repeat(6600) })}`],
    ['a token of 14,000 characters', () => `Bearer ${'a'.repeat(14_000)}`],
  ];

  test.each(badTokens)('%s is 401, with the same response for every reason', async (_name, authorization) => {
    const { status, headers, text } = await askWith(await authorization());
    expect({ status, text, challenge: headers['www-authenticate'] }).toEqual({
      status: 401,
      text: '{"errors":[{"message":"A valid bearer token is needed.","extensions":{"code":"UNAUTHENTICATED"}}]}',
      challenge: 'Bearer error="invalid_token"',
    });
  });

  test('headers of 100 KB are rejected with JSON before the token is verified', async () => {
    expect(await askWith(`Bearer ${'a'.repeat(100_000)}`)).toMatchObject({
      status: 431,
      body: { errors: [{ extensions: { code: 'HEADERS_TOO_LARGE' } }] },
    });
  });

  test('an invalid token is rejected even if no token is required', async () => {
    expect(await sendJson(server.url, { query: '{ __typename }' })).toMatchObject({ status: 200 });
    expect(
      await sendJson(server.url, { query: '{ __typename }' }, { authorization: 'Bearer x' }),
    ).toMatchObject({ status: 401 });
  });

  test('an accepted token is rejected once it has expired', async () => {
    const authorization = `Bearer ${forge({ ...good(), exp: now() + 60 })}`;
    expect((await askWith(authorization)).status).toBe(200);
    expect((await askWith(authorization)).status).toBe(200);
    setClockAhead(60_000);
    try {
      expect((await askWith(authorization)).status).toBe(401);
      expect((await askWith(authorization)).status).toBe(401);
    } finally {
      resetClock();
    }
  });
});

describe('the principal of a token', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(import.meta.url);
  });
  afterAll(() => server.stop());

  test('the customer ann, the agent ann and the service ann are different principals', async () => {
    const currentAgent = async (scopes: string) =>
      (await server.data('{ currentAgent { username } }', {}, await tokenFor(scopes, { subject: 'ann' })))
        .currentAgent;
    expect(await currentAgent('chat.agent')).toEqual({ username: 'ann' });
    expect(await currentAgent('interaction.agent agent.view')).toEqual({ username: 'ann' });
    expect(await currentAgent('chat.customer')).toBeNull();
    expect(await currentAgent('chat.customer agent.view')).toBeNull();
    expect(await currentAgent('agent.view')).toBeNull();
  });

  test('the tenant comes from the token, and tenants do not see the data of others', async () => {
    const manager = (tenant: string) => tokenFor('agent.view agent.manage', { tenant });
    await server.data(
      'mutation { upsertAgent(input: { username: "bea", nickname: "Bea" }) { agent { username } } }',
      {},
      await manager('one'),
    );
    const read = async (tenant: string) =>
      (await server.data('{ agent(id: "bea") { nickname } }', {}, await manager(tenant))).agent;
    expect(await read('one')).toEqual({ nickname: 'Bea' });
    expect(await read('two')).toBeNull();
    // Tenant names are case-sensitive.
    expect(await read('ONE')).toBeNull();
  });

  test('unknown scopes allow nothing', async () => {
    const { body } = await server.send('{ agents { totalCount } }', {
      token: await tokenFor('agent.vie agent.view.all admin *'),
    });
    expect(body.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('configured claim names', () => {
  const payload = { sub: 'f3a1', exp: now() + 3600 };
  const ask = async (settings: Record<string, string>, claims: object) => {
    const server = await startTestServer(import.meta.url, settings);
    try {
      const { status, body } = await server.send('{ currentAgent { username } agents { totalCount } }', {
        token: forge({ ...payload, ...claims }),
      });
      return status === 200 ? body.data?.currentAgent : status;
    } finally {
      await server.stop();
    }
  };
  const allowed = ['chat.agent', 'agent.view'];

  test('nested claims, as Keycloak issues them', async () => {
    const settings = {
      AUTH_USERNAME_CLAIM: 'preferred_username',
      AUTH_TENANT_CLAIM: 'organization.name',
      AUTH_SCOPE_CLAIM: 'realm_access.roles',
    };
    const claims = {
      preferred_username: 'ann',
      organization: { name: 'acme' },
      realm_access: { roles: allowed },
    };
    expect(await ask(settings, claims)).toEqual({ username: 'ann' });
    // A missing claim has no fallback.
    expect(await ask(settings, { ...claims, organization: {}, tenant: 'acme' })).toBe(401);
    expect(await ask(settings, { ...claims, organization: 'acme' })).toBe(401);
    expect(await ask(settings, { ...claims, preferred_username: undefined })).toBe(401);
  });

  test('URLs as claim names, with dots that are part of the name', async () => {
    const settings = {
      AUTH_USERNAME_CLAIM: 'https://acme.example/claims.username',
      AUTH_TENANT_CLAIM: 'https://acme.example/tenant',
      AUTH_SCOPE_CLAIM: 'https://acme.example/scopes',
    };
    const claims = {
      'https://acme.example/claims.username': 'ann',
      'https://acme.example/tenant': 'acme',
      'https://acme.example/scopes': allowed.join(' '),
    };
    expect(await ask(settings, claims)).toEqual({ username: 'ann' });
    expect(await ask(settings, { ...claims, 'https://acme.example/tenant': undefined, tenant: 'acme' })).toBe(
      401,
    );
  });

  test('an inherited property name is not a claim', async () => {
    expect(
      await ask({ AUTH_USERNAME_CLAIM: 'constructor.name' }, { tenant: 'acme', scope: 'chat.agent' }),
    ).toBe(401);
  });
});
