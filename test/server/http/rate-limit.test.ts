import type { GraphQLResolveInfo } from 'graphql';
import type { Caller } from '../../../src/auth/index.ts';
import { readSdl } from '../../../src/domains/shared/subgraph.ts';
import { GraphContext, buildUnifiedGraph } from '../../../src/graph/index.ts';
import { DomainError } from '../../../src/kernel/errors.ts';
import { createRateLimiter } from '../../../src/server/http/rate-limit.ts';
import { createBoard } from '../../support/board-subgraph.ts';
import { startLiveServer, type LiveServer } from '../../support/live-server.ts';
import { startTestServer, tokenFor } from '../../support/server.ts';
import { TestSocket } from '../../support/socket.ts';
import { sendJson, sendRaw } from '../../support/http.ts';

const ann: Caller = {
  tenant: 'acme',
  kind: 'agent',
  id: 'ann',
  scopes: new Set(),
  expiresAt: Number.POSITIVE_INFINITY,
};

describe('a token bucket', () => {
  let time: number;
  const limiter = (operationsPerSecond = 10, operationsBurst = 3) => {
    time = 0;
    return createRateLimiter({ operationsPerSecond, operationsBurst }, () => time);
  };
  /** Returns the error that the function throws. */
  const errorOf = (call: () => unknown): unknown => {
    try {
      call();
      return undefined;
    } catch (error) {
      return error;
    }
  };

  test('allows a burst, then the configured rate, and reports the time to wait', () => {
    const account = limiter().open(ann, undefined);
    for (let n = 0; n < 3; n++) account.spend();
    expect(errorOf(account.spend)).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfter: 100 } });
    time = 60;
    expect(errorOf(account.spend)).toMatchObject({ details: { retryAfter: 40 } });
    time = 100;
    expect(errorOf(account.spend)).toBeUndefined();
    // A long pause fills the bucket up to the burst size.
    time = 100_000;
    for (let n = 0; n < 3; n++) account.spend();
    expect(errorOf(account.spend)).toBeDefined();
  });

  test('belongs to one principal: another tenant or kind has its own bucket', () => {
    const limits = limiter();
    const spendAll = (caller: Caller) => {
      const account = limits.open(caller, undefined);
      for (let n = 0; n < 3; n++) account.spend();
      return errorOf(account.spend);
    };
    expect(spendAll(ann)).toBeDefined();
    expect(
      errorOf(() => {
        limits.open({ ...ann, tenant: 'other' }, undefined).spend();
      }),
    ).toBeUndefined();
    expect(
      errorOf(() => {
        limits.open({ ...ann, kind: 'customer' }, undefined).spend();
      }),
    ).toBeUndefined();
    expect(
      errorOf(() => {
        limits.open({ ...ann, id: 'bob' }, undefined).spend();
      }),
    ).toBeUndefined();
    // Another token of the same principal uses the same bucket.
    expect(
      errorOf(() => {
        limits.open({ ...ann, scopes: new Set(['a']) }, undefined).spend();
      }),
    ).toBeDefined();
  });

  test('counts invalid operations, and rejects all requests of a caller with too many of them', () => {
    const limits = limiter();
    for (let n = 0; n < 4; n++) limits.open(ann, undefined).end();
    expect(errorOf(() => limits.open(ann, undefined))).toMatchObject({ details: { retryAfter: 100 } });
    time = 100;
    expect(errorOf(() => limits.open(ann, undefined))).toBeUndefined();
  });

  test('of an address counts each anonymous request', () => {
    const limits = limiter();
    for (let n = 0; n < 3; n++) limits.open(undefined, '192.0.2.1');
    expect(errorOf(() => limits.open(undefined, '192.0.2.1'))).toMatchObject({ code: 'RATE_LIMITED' });
    expect(errorOf(() => limits.open(undefined, '192.0.2.2'))).toBeUndefined();
    expect(
      errorOf(() => {
        limits.open(ann, '192.0.2.1').spend();
      }),
    ).toBeUndefined();
  });

  test('has no limit with a rate of 0', () => {
    const account = limiter(0).open(ann, undefined);
    for (let n = 0; n < 10_000; n++) account.spend();
  });

  test('is removed when it is full, so that many callers do not fill the memory', () => {
    const limits = limiter(1000, 3);
    for (let n = 0; n < 100_000; n++) {
      time += 1;
      limits.open({ ...ann, id: String(n) }, undefined).spend();
    }
    // The removal is not visible from outside. This test shows only that nine sweeps are fast.
    expect(
      errorOf(() => {
        limits.open({ ...ann, id: '99999' }, undefined).spend();
      }),
    ).toBeUndefined();
  });
});

describe('over a server', () => {
  let server: LiveServer;
  let token: string;
  let count = 0;
  beforeAll(async () => {
    server = await startLiveServer([createBoard().subgraph], {
      OPERATIONS_PER_SECOND: '1',
      OPERATIONS_BURST: '4',
    });
  });
  afterAll(() => server.stop());
  // Each test has a caller of its own.
  beforeEach(async () => {
    count += 1;
    token = await tokenFor('agent.view', { subject: `caller ${count}` });
  });
  const send = (query: string, headers: Record<string, string> = {}) =>
    sendJson(server.url, { query }, { authorization: `Bearer ${token}`, ...headers });

  test('the fifth query of a burst of four gets 429, with the time to wait in the header and the body', async () => {
    for (let n = 0; n < 4; n++) expect((await send('{ boardSize }')).status).toBe(200);
    const refused = await send('{ boardSize }');
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('1');
    expect(refused.body.data ?? undefined).toBeUndefined();
    const [error] = refused.body.errors ?? [];
    expect(error?.extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) as number });
    expect(error?.extensions.retryAfter).toBeGreaterThan(500);
    expect(error?.extensions.retryAfter).toBeLessThanOrEqual(1000);
  });

  test('each field of a mutation counts, and only the fields beyond the limit are refused', async () => {
    const fields = Array.from({ length: 5 }, (_, n) => `m${n}: pin(text: "a") { text }`);
    const { status, body } = await send(`mutation { ${fields.join(' ')} }`);
    expect(status).toBe(200);
    expect(Object.values(body.data ?? {}).map((note) => note !== null)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(body.errors).toMatchObject([{ path: ['m4'], extensions: { code: 'RATE_LIMITED' } }]);
  });

  test('WebSocket and HTTP share one bucket', async () => {
    const socket = await TestSocket.as(server.url, token);
    for (let n = 0; n < 3; n++) {
      socket.subscribe('q', '{ boardSize }');
      await socket.take(2);
    }
    socket.subscribe('s', 'subscription { notes { id } }');
    await socket.settled();
    expect((await send('{ boardSize }')).status).toBe(429);
    socket.subscribe('q', '{ boardSize }');
    expect(await socket.next()).toMatchObject({
      id: 'q',
      type: 'error',
      payload: [{ extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) as number } }],
    });
    socket.ws.close();
  });

  test('invalid operations count too, and beyond the limit every request gets 429', async () => {
    for (let n = 0; n < 5; n++) expect((await send('{ nothing }')).status).toBe(200);
    const refused = await send('{ nothing }');
    expect(refused.status).toBe(429);
    expect(refused.body.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect((await send('mutation { pin(text: "a") { text } }')).status).toBe(429);
  });

  test('an event stream beyond the limit gets the status 429', async () => {
    for (let n = 0; n < 4; n++) await send('{ boardSize }');
    const refused = await send('subscription { notes { id } }', { accept: 'text/event-stream' });
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
  });

  test('anonymous requests and requests with an invalid token count by IP address', async () => {
    const separate = await startLiveServer([createBoard().subgraph], {
      OPERATIONS_PER_SECOND: '1',
      OPERATIONS_BURST: '4',
    });
    try {
      const statuses = [];
      for (const headers of [
        {},
        { authorization: 'Bearer nonsense' },
        {},
        {},
        {},
        { authorization: 'Bearer x' },
      ])
        statuses.push(
          (
            await sendRaw(separate.url, {
              headers: { 'content-type': 'application/json', ...headers },
              body: '{"query":"{ __typename }"}',
            })
          ).status,
        );
      expect(statuses).toEqual([200, 401, 200, 200, 429, 429]);
      // Callers with a token are not affected, and neither are WebSockets, whose caller is not known yet.
      (await TestSocket.as(separate.url, token)).terminate();
      expect(
        (await sendJson(separate.url, { query: '{ boardSize }' }, { authorization: `Bearer ${token}` }))
          .status,
      ).toBe(200);
    } finally {
      await separate.stop();
    }
  });
});

test('every mutation field of the graph counts once, and its payload reports the refusal', async () => {
  const server = await startTestServer(import.meta.url);
  try {
    const { schema, annotations, plan } = buildUnifiedGraph(readSdl('common'), server.app.subgraphs);
    const everyScope = [...annotations.values()].flatMap(({ scopes = [] }) => scopes.flat());
    const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
    expect(fields.length).toBeGreaterThan(25);
    await Promise.all(
      fields.map(async ({ name, resolve }) => {
        let count = 0;
        const context = new GraphContext({ ...ann, scopes: new Set(everyScope) }, plan, () => {
          count += 1;
          throw new DomainError('RATE_LIMITED', 'Too many operations.', { retryAfter: 100 });
        });
        const result: unknown = await resolve?.(undefined, {}, context, {} as GraphQLResolveInfo);
        expect({ name, count, result }).toMatchObject({
          name,
          count: 1,
          result: { status: 'RATE_LIMITED', result: 'error', retryAfter: 100 },
        });
      }),
    );
  } finally {
    await server.stop();
  }
});
