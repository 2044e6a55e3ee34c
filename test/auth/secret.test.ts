import { createHmac, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { fuzzRuns, fuzzTimeLimitMs } from '../fuzz/runs.ts';
import { sendJson, sendRaw } from '../support/http.ts';
import { startTestServer, testSecret, tokenFor, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const now = () => Math.floor(Date.now() / 1000);
const validPayload = () => ({
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
  Object.fromEntries(Object.entries(validPayload()).filter(([name]) => !names.includes(name)));
const unsigned = (header: object) => `${base64(header)}.${base64(validPayload())}.`;
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

  const query = '{ currentAgent { username } }';
  const queryWith = (authorization: string | string[]) => sendJson(server.url, { query }, { authorization });

  test.each<[string, () => string | string[]]>([
    ['a valid token', () => `Bearer ${forge(validPayload())}`],
    ['the scheme in lower case', () => `bearer ${forge(validPayload())}`],
    ['the scheme in upper case, followed by several spaces', () => `BEARER   ${forge(validPayload())}`],
    [
      'a token for several audiences',
      () => `Bearer ${forge({ ...validPayload(), aud: ['other', 'switchboard'] })}`,
    ],
    [
      'a token of another tenant that is served',
      () => `Bearer ${forge({ ...validPayload(), tenant: 'globex' })}`,
    ],
    [
      'a token with scopes as a list',
      () => `Bearer ${forge({ ...validPayload(), scope: ['agent.view', 'chat.agent'] })}`,
    ],
    ['a token without scopes', () => `Bearer ${forge(without('scope'))}`],
    [
      'a token that expired less than a minute ago',
      () => `Bearer ${forge({ ...validPayload(), exp: now() - 50 })}`,
    ],
    [
      'a token that an issuer whose clock is up to a minute ahead issued now',
      () => `Bearer ${forge({ ...validPayload(), iat: now() + 50, nbf: now() + 50 })}`,
    ],
    [
      'a token with an unknown kid',
      () => `Bearer ${forge(validPayload(), { header: { kid: '../../dev/null' } })}`,
    ],
    [
      'a token with URLs of keys, which are ignored,',
      () =>
        `Bearer ${forge(validPayload(), { header: { jku: 'http://127.0.0.1:1/', x5u: 'http://127.0.0.1:1/' } })}`,
    ],
  ])('%s is accepted', async (_name, authorization) => {
    expect(await queryWith(authorization())).toMatchObject({ status: 200, body: { data: {} } });
  });

  const invalidTokens: [string, () => string | string[] | Promise<string>][] = [
    ['an arbitrary string', () => 'Bearer garbage'],
    ['the scheme without a token', () => 'Bearer '],
    ['the scheme without a space', () => 'Bearer'],
    ['an empty header', () => ''],
    ['a token without its scheme', () => forge(validPayload())],
    ['the scheme Basic', () => `Basic ${Buffer.from('ann:ann').toString('base64')}`],
    ['a valid token with the scheme Basic', () => `Basic ${forge(validPayload())}`],
    ['two tokens in one header', () => `Bearer ${forge(validPayload())} ${forge(validPayload())}`],
    [
      'two headers with valid tokens',
      () => [`Bearer ${forge(validPayload())}`, `Bearer ${forge(validPayload())}`],
    ],
    [
      'two headers, one of them with a valid token',
      () => [`Bearer ${forge(validPayload())}`, 'Bearer garbage'],
    ],
    ['a token that consists of dots', () => 'Bearer ..'],
    ['a token that is not base64', () => 'Bearer $.$.$'],
    ['a token whose header is not an object', () => `Bearer ${base64('x')}.${base64(validPayload())}.x`],
    ['alg none', () => `Bearer ${unsigned({ alg: 'none' })}`],
    ['alg NONE', () => `Bearer ${unsigned({ alg: 'NONE' })}`],
    [
      'alg none with a signature',
      () => `Bearer ${unsigned({ alg: 'none' })}${forge(validPayload()).split('.')[2] ?? ''}`,
    ],
    ['no alg', () => `Bearer ${unsigned({ typ: 'JWT' })}`],
    ['alg as a list', () => `Bearer ${forge(validPayload(), { header: { alg: ['HS256'] } })}`],
    [
      'HS512 with the same secret',
      () => `Bearer ${forge(validPayload(), { header: { alg: 'HS512' }, digest: 'sha512' })}`,
    ],
    [
      'RS256 with a key of the sender',
      () =>
        new SignJWT(validPayload())
          .setProtectedHeader({ alg: 'RS256' })
          .sign(rsaKey)
          .then((token) => `Bearer ${token}`),
    ],
    [
      'RS256 with its public key in the header',
      () =>
        new SignJWT(validPayload())
          .setProtectedHeader({ alg: 'RS256', jwk: rsaPublicKey.export({ format: 'jwk' }) })
          .sign(rsaKey)
          .then((token) => `Bearer ${token}`),
    ],
    [
      'HS256 with its secret in the header',
      () =>
        `Bearer ${forge(validPayload(), { header: { jwk: { kty: 'oct', k: base64('x') } }, secret: 'x' })}`,
    ],
    ['a wrong secret', () => `Bearer ${forge(validPayload(), { secret: `${testSecret}.` })}`],
    ['an empty secret', () => `Bearer ${forge(validPayload(), { secret: '' })}`],
    ['a truncated signature', () => `Bearer ${forge(validPayload()).slice(0, -4)}`],
    ['no signature', () => `Bearer ${forge(validPayload()).split('.').slice(0, 2).join('.')}.`],
    [
      'a changed payload',
      () => {
        const [header, , signature] = forge(validPayload()).split('.');
        return `Bearer ${header ?? ''}.${base64({ ...validPayload(), tenant: 'globex' })}.${signature ?? ''}`;
      },
    ],
    [
      'an unknown critical header',
      () => `Bearer ${forge(validPayload(), { header: { crit: ['x'], x: 1 } })}`,
    ],
    [
      'an unencoded payload',
      () => `Bearer ${forge(validPayload(), { header: { crit: ['b64'], b64: false } })}`,
    ],
    ['five parts, as in an encrypted token,', () => `Bearer ${forge(validPayload())}.x.x`],
    ['a payload that is a list', () => `Bearer ${forge([validPayload()])}`],
    ['a payload that is a string', () => `Bearer ${forge('ann')}`],
    ['a token that expired a minute ago', () => `Bearer ${forge({ ...validPayload(), exp: now() - 60 })}`],
    ['a token without exp', () => `Bearer ${forge(without('exp'))}`],
    ['an exp that is a string', () => `Bearer ${forge({ ...validPayload(), exp: String(now() + 3600) })}`],
    ['an exp that is null', () => `Bearer ${forge({ ...validPayload(), exp: null })}`],
    ['a token that is not valid yet', () => `Bearer ${forge({ ...validPayload(), nbf: now() + 70 })}`],
    ['an nbf that is a string', () => `Bearer ${forge({ ...validPayload(), nbf: 'now' })}`],
    ['no issuer', () => `Bearer ${forge(without('iss'))}`],
    ['another issuer', () => `Bearer ${forge({ ...validPayload(), iss: 'https://idp.example/' })}`],
    ['the issuer in a list', () => `Bearer ${forge({ ...validPayload(), iss: ['https://idp.example'] })}`],
    ['no audience', () => `Bearer ${forge(without('aud'))}`],
    ['another audience', () => `Bearer ${forge({ ...validPayload(), aud: 'switchboard2' })}`],
    ['an empty list of audiences', () => `Bearer ${forge({ ...validPayload(), aud: [] })}`],
    ['no subject', () => `Bearer ${forge(without('sub'))}`],
    ['an empty subject', () => `Bearer ${forge({ ...validPayload(), sub: '' })}`],
    ['a subject that is a number', () => `Bearer ${forge({ ...validPayload(), sub: 7 })}`],
    ['a subject that is an operator', () => `Bearer ${forge({ ...validPayload(), sub: { $ne: null } })}`],
    ['a subject of 257 characters', () => `Bearer ${forge({ ...validPayload(), sub: 'a'.repeat(257) })}`],
    ['no tenant', () => `Bearer ${forge(without('tenant'))}`],
    ['an empty tenant', () => `Bearer ${forge({ ...validPayload(), tenant: '' })}`],
    ['a tenant with a colon', () => `Bearer ${forge({ ...validPayload(), tenant: 'acme:x' })}`],
    ['a tenant with a new line', () => `Bearer ${forge({ ...validPayload(), tenant: 'acme\n' })}`],
    ['two tenants', () => `Bearer ${forge({ ...validPayload(), tenant: ['acme', 'globex'] })}`],
    ['a tenant that is an operator', () => `Bearer ${forge({ ...validPayload(), tenant: { $gt: '' } })}`],
    ['the tenant __proto__', () => `Bearer ${forge({ ...validPayload(), tenant: '__proto__' })}`],
    ['a tenant that is not served', () => `Bearer ${forge({ ...validPayload(), tenant: 'initech' })}`],
    [
      'a tenant that is served, in upper case',
      () => `Bearer ${forge({ ...validPayload(), tenant: 'ACME' })}`,
    ],
    [
      'scopes of a customer and of an agent',
      () => `Bearer ${forge({ ...validPayload(), scope: 'chat.customer chat.agent' })}`,
    ],
    [
      'scopes of a customer and of a general agent, as a list',
      () => `Bearer ${forge({ ...validPayload(), scope: ['interaction.agent', 'chat.customer'] })}`,
    ],
    [
      'a valid token of 9,000 characters',
      () => `Bearer ${forge({ ...validPayload(), padding: 'a'.repeat(6600) })}`,
    ],
    ['a token of 14,000 characters', () => `Bearer ${'a'.repeat(14_000)}`],
  ];

  test.each(invalidTokens)(
    '%s gets 401, with the same response for every reason',
    async (_name, authorization) => {
      const { status, headers, text } = await queryWith(await authorization());
      expect({ status, text, challenge: headers['www-authenticate'] }).toEqual({
        status: 401,
        text: '{"errors":[{"message":"A valid bearer token is needed.","extensions":{"code":"UNAUTHENTICATED"}}]}',
        challenge: 'Bearer error="invalid_token"',
      });
    },
  );

  test(
    'a valid token with any change gets 401 at every door, with the same response for every reason',
    async () => {
      const [header = '', payload = '', signature = ''] = forge(validPayload()).split('.');
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const replaced = (part: string, at: number, character: number) => {
        const place = at % part.length;
        return part.slice(0, place) + (alphabet[character] ?? '') + part.slice(place + 1);
      };
      const altered = fc.oneof(
        fc
          .tuple(fc.nat(2), fc.nat(), fc.nat(63))
          .map(([which, at, character]) =>
            [header, payload, signature]
              .map((part, index) => (index === which ? replaced(part, at, character) : part))
              .join('.'),
          ),
        fc
          .nat()
          .map((at) => `${header}.${payload}.${signature}`.slice(0, at % (header.length + payload.length))),
        fc
          .shuffledSubarray([header, payload, signature, '', 'e30'], { minLength: 3, maxLength: 4 })
          .map((parts) => parts.join('.')),
        fc
          .dictionary(
            fc.constantFrom('alg', 'kid', 'typ', 'crit', 'zip', 'enc', 'b64'),
            fc.jsonValue({ maxDepth: 1 }),
          )
          .map((changes) => `${base64({ alg: 'none', ...changes })}.${payload}.${signature}`),
        fc
          .dictionary(
            fc.constantFrom('sub', 'tenant', 'scope', 'exp', 'nbf', 'aud', 'iss'),
            fc.jsonValue({ maxDepth: 1 }),
          )
          .map(
            (changes) => `${header}.${base64({ ...validPayload(), admin: true, ...changes })}.${signature}`,
          ),
      );
      const origin = new URL(server.url).origin;
      const doors: readonly (readonly [method: string, path: string])[] = [
        ['POST', '/graphql'],
        ['GET', '/graphql?query={__typename}'],
        ['GET', '/export/engagements'],
        ['POST', '/ingest/symbee'],
        ['POST', '/ingest/firehose'],
        ['PUT', '/flows/1/photos'],
      ];
      await fc.assert(
        fc.asyncProperty(altered, fc.constantFrom(...doors), async (token, [method, path]) => {
          const [, , own = ''] = token.startsWith(`${header}.${payload}.`) ? token.split('.') : [];
          // The last character of a signature has bits that do not count.
          fc.pre(token !== '' && !Buffer.from(own, 'base64url').equals(Buffer.from(signature, 'base64url')));
          const isFirehose = path.endsWith('firehose');
          const { status, text } = await sendRaw(`${origin}${path}`, {
            method,
            headers: {
              'content-type': 'application/json',
              'apollo-require-preflight': '1',
              [isFirehose ? 'x-amz-firehose-access-key' : 'authorization']: isFirehose
                ? token
                : `Bearer ${token}`,
            },
            ...(method === 'GET' ? {} : { body: '{"query":"{__typename}"}' }),
          });
          expect({ token, path, status, text: text.replace(/"timestamp":\d+/, '"timestamp":0') }).toEqual({
            token,
            path,
            status: 401,
            text: isFirehose
              ? '{"requestId":"","timestamp":0,"errorMessage":"A valid bearer token is needed."}'
              : '{"errors":[{"message":"A valid bearer token is needed.","extensions":{"code":"UNAUTHENTICATED"}}]}',
          });
        }),
        fuzzRuns(100),
      );
    },
    fuzzTimeLimitMs,
  );

  test('headers of 100 KB are rejected with JSON before the token is verified', async () => {
    expect(await queryWith(`Bearer ${'a'.repeat(100_000)}`)).toMatchObject({
      status: 431,
      body: { errors: [{ extensions: { code: 'HEADERS_TOO_LARGE' } }] },
    });
  });

  test('an invalid token is rejected even if the operation requires no token', async () => {
    expect(await sendJson(server.url, { query: '{ __typename }' })).toMatchObject({ status: 200 });
    expect(
      await sendJson(server.url, { query: '{ __typename }' }, { authorization: 'Bearer x' }),
    ).toMatchObject({ status: 401 });
  });

  test('an accepted token is rejected once it has expired', async () => {
    const authorization = `Bearer ${forge({ ...validPayload(), exp: now() - 58 })}`;
    expect((await queryWith(authorization)).status).toBe(200);
    expect((await queryWith(authorization)).status).toBe(200);
    await until(async () => (await queryWith(authorization)).status === 401);
    expect((await queryWith(authorization)).status).toBe(401);
  });
});

describe('the principal of a token', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(import.meta.url);
  });
  afterAll(() => server.stop());

  test('depends on the kind: the customer ann, the agent ann and the service ann are different principals', async () => {
    const currentAgent = async (scopes: string) =>
      (await server.data('{ currentAgent { username } }', {}, await tokenFor(scopes, { subject: 'ann' })))
        .currentAgent;
    expect(await currentAgent('chat.agent')).toEqual({ username: 'ann' });
    expect(await currentAgent('interaction.agent agent.view')).toEqual({ username: 'ann' });
    expect(await currentAgent('chat.customer')).toBeNull();
    expect(await currentAgent('chat.customer agent.view')).toBeNull();
    expect(await currentAgent('agent.view')).toBeNull();
  });

  test('has the tenant of the token, so that it cannot read the data of other tenants', async () => {
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

  test('gets no rights from unknown scopes', async () => {
    const { body } = await server.send('{ agents { totalCount } }', {
      token: await tokenFor('agent.vie agent.view.all admin *'),
    });
    expect(body.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('configured claim names', () => {
  const payload = { sub: 'f3a1', exp: now() + 3600 };
  /** Returns the agent of a token with these claims, or the status of the response if the token is rejected. */
  const agentOf = async (settings: Record<string, string>, claims: object) => {
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

  test('can be those of nested claims, as in tokens of Keycloak', async () => {
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
    expect(await agentOf(settings, claims)).toEqual({ username: 'ann' });
    // A missing claim has no fallback.
    expect(await agentOf(settings, { ...claims, organization: {}, tenant: 'acme' })).toBe(401);
    expect(await agentOf(settings, { ...claims, organization: 'acme' })).toBe(401);
    expect(await agentOf(settings, { ...claims, preferred_username: undefined })).toBe(401);
  });

  test('can be URLs, in which dots are part of the name', async () => {
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
    expect(await agentOf(settings, claims)).toEqual({ username: 'ann' });
    expect(
      await agentOf(settings, { ...claims, 'https://acme.example/tenant': undefined, tenant: 'acme' }),
    ).toBe(401);
  });

  test('do not match inherited properties', async () => {
    expect(
      await agentOf({ AUTH_USERNAME_CLAIM: 'constructor.name' }, { tenant: 'acme', scope: 'chat.agent' }),
    ).toBe(401);
  });
});
