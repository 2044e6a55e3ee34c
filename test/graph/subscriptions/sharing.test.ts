import { parse } from 'graphql';
import type { Caller } from '../../../src/auth/index.ts';
import {
  LiveSource,
  type LiveSubscription,
  type LiveItem,
  type LiveSink,
} from '../../../src/domains/shared/live-source.ts';
import { readSdl } from '../../../src/domains/shared/subgraph.ts';
import {
  createErrorEdge,
  createSubscriptionRunner,
  buildUnifiedGraph,
  type PayloadSink,
} from '../../../src/graph/index.ts';
import { slowConsumer } from '../../../src/kernel/errors.ts';
import { createBoard, type Board } from '../../support/board-subgraph.ts';
import { collectingLogger } from '../../support/server.ts';
import { until } from '../../support/until.ts';

const callerWith = (scopes: string, { id = 'ann', tenant = 'acme' } = {}): Caller => ({
  tenant,
  kind: 'agent',
  id,
  scopes: new Set(scopes.split(' ')),
  expiresAt: Date.now() + 60_000,
});

/** Sink that records the payloads. */
class RecordingSink implements PayloadSink {
  readonly received: string[] = [];
  readonly positions: (string | undefined)[] = [];
  ended: { error: Error | undefined } | undefined;
  ready = true;
  deliver(payload: Buffer, position: string | undefined) {
    this.received.push(payload.toString());
    this.positions.push(position);
  }
  end(error?: Error) {
    this.ended = { error };
  }
}

const createRunner = (board: Pick<Board, 'subgraph'>) =>
  createSubscriptionRunner(buildUnifiedGraph(readSdl('common'), [board.subgraph]), {
    maxCost: 100,
    formatError: createErrorEdge(collectingLogger()),
  });

let board: Board;
let runner: ReturnType<typeof createRunner>;
beforeEach(() => {
  board = createBoard();
  runner = createRunner(board);
});

const documents = new Map<string, ReturnType<typeof parse>>();
const feeds: LiveSubscription[] = [];
afterEach(() => {
  for (const feed of feeds.splice(0)) feed.close();
  expect(board.open).toBe(0);
});

/** Opens a subscription. Equal queries use the same document, as in the server. */
async function subscribe(
  query: string,
  caller: Caller | (() => Caller),
  variables: Record<string, unknown> = {},
): Promise<RecordingSink & { feed: LiveSubscription }> {
  let document = documents.get(query);
  if (document === undefined) documents.set(query, (document = parse(query)));
  const { subscription, errors } = await runner.subscribe({
    document,
    operationName: undefined,
    variables,
    caller: typeof caller === 'function' ? caller : () => caller,
    lastEventId: undefined,
  });
  if (errors !== undefined) throw errors[0] ?? new Error('Rejected without an error.');
  const sink = new RecordingSink();
  const feed = subscription.open(sink);
  feeds.push(feed);
  return Object.assign(sink, { feed });
}

const agent = callerWith('agent.view');

describe('a shared event', () => {
  test('is executed once, synchronously, for all subscriptions with the same query and the same access', async () => {
    const sinks = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        subscribe('subscription { notes { id text } }', callerWith('agent.view', { id: `agent ${n}` })),
      ),
    );
    board.pin('one');
    // Checked without an await: there is no promise for each subscription.
    expect(board.resolved.text).toBe(1);
    for (const { received, positions } of sinks) {
      expect(received).toEqual([
        '{"data":{"notes":{"id":"1","text":"one"}},"extensions":{"lastEventId":"1"}}',
      ]);
      expect(positions).toEqual(['1']);
    }
  });

  test('is executed once for each set of scopes, and each caller gets only visible fields', async () => {
    const manager = callerWith('agent.manage agent.view');
    const query = 'subscription { notes { text secret } }';
    const [low, high, other] = [
      await subscribe(query, agent),
      await subscribe(query, manager),
      await subscribe(query, agent),
    ];
    // The order of scopes in a token has no meaning.
    const alike = await subscribe(query, callerWith('agent.view agent.manage', { id: 'bob' }));
    board.pin('one');
    expect(low.received).toEqual([
      '{"data":{"notes":{"text":"one","secret":null}},"extensions":{"lastEventId":"1"}}',
    ]);
    expect(other.received).toEqual(low.received);
    expect(high.received).toEqual([
      '{"data":{"notes":{"text":"one","secret":"secret one"}},"extensions":{"lastEventId":"1"}}',
    ]);
    expect(alike.received).toEqual(high.received);
    expect(board.resolved).toEqual({ text: 2, secret: 1 });
  });

  test('is not shared with another tenant or another kind of principal', async () => {
    const query = 'subscription { notes { text } }';
    await subscribe(query, agent);
    await subscribe(query, callerWith('agent.view', { tenant: 'other' }));
    await subscribe(query, { ...agent, kind: 'customer' });
    board.pin('one');
    expect(board.resolved.text).toBe(3);
  });

  test('is executed without the identity of a caller', async () => {
    const sinks = [
      await subscribe('subscription { notes { reader } }', callerWith('agent.view', { id: 'ann' })),
      await subscribe('subscription { notes { reader } }', callerWith('agent.view', { id: 'bob' })),
    ];
    board.pin('one');
    for (const { received } of sinks)
      expect(received).toEqual(['{"data":{"notes":{"reader":""}},"extensions":{"lastEventId":"1"}}']);
  });

  test('does not depend on arguments of the root field, only on variables below it', async () => {
    const query =
      'subscription ($after: ID!, $text: String, $unused: Int = 1) { notes(after: $after, until: $unused) { text echo(text: $text) } }';
    board.pin('one');
    const sinks = [
      await subscribe(query, agent, { after: '0', unused: 100, text: 'a' }),
      await subscribe(query, agent, { after: '1', unused: 101, text: 'a' }),
      await subscribe(query, agent, { after: '1', unused: 102, text: 'b' }),
    ];
    board.pin('two');
    expect(sinks.map(({ received }) => received.at(-1))).toEqual([
      '{"data":{"notes":{"text":"two","echo":"a"}},"extensions":{"lastEventId":"2"}}',
      '{"data":{"notes":{"text":"two","echo":"a"}},"extensions":{"lastEventId":"2"}}',
      '{"data":{"notes":{"text":"two","echo":"b"}},"extensions":{"lastEventId":"2"}}',
    ]);
    // The first event is executed once, the second for each of the two texts.
    expect(board.resolved.text).toBe(3);
  });

  test('is not executed again for later subscriptions', async () => {
    const query = 'subscription ($after: ID!) { notes(after: $after) { text } }';
    board.pin('one');
    board.pin('two');
    for (let n = 0; n < 50; n++) {
      const sink = await subscribe(query, agent, { after: '0' });
      expect(sink.received).toHaveLength(2);
      sink.feed.close();
    }
    expect(board.resolved.text).toBe(2);
  });

  test('is not shared between documents', async () => {
    await subscribe('subscription A { notes { text } }', agent);
    await subscribe('subscription B { notes { text } }', agent);
    board.pin('one');
    expect(board.resolved.text).toBe(2);
  });

  test('with errors is executed again for subscriptions that start later', async () => {
    const query = 'subscription ($after: ID!) { notes(after: $after) { text failing } }';
    const realNow = performance.now.bind(performance);
    try {
      board.pin('one');
      await subscribe(query, agent, { after: '0' });
      await subscribe(query, agent, { after: '0' });
      expect(board.resolved.text).toBe(1);
      performance.now = () => realNow() + 2000;
      await subscribe(query, agent, { after: '0' });
      expect(board.resolved.text).toBe(2);
    } finally {
      performance.now = realNow;
    }
  });
});

test('an event that is not shared is executed for each subscription, as its caller', async () => {
  const sinks = [
    await subscribe('subscription { ownNotes { text reader } }', callerWith('agent.view', { id: 'ann' })),
    await subscribe('subscription { ownNotes { text reader } }', callerWith('agent.view', { id: 'bob' })),
  ];
  board.pin('one');
  expect(sinks.map(({ received }) => received)).toEqual([
    ['{"data":{"ownNotes":{"text":"one","reader":"ann"}},"extensions":{"lastEventId":"1"}}'],
    ['{"data":{"ownNotes":{"text":"one","reader":"bob"}},"extensions":{"lastEventId":"1"}}'],
  ]);
});

describe('an asynchronous payload', () => {
  test('is delivered in order', async () => {
    const sink = await subscribe('subscription { notes { id late } }', agent);
    for (let n = 1; n <= 5; n++) board.pin(String(n));
    expect(sink.received).toEqual([]);
    await until(() => sink.received.length === 5);
    expect(
      sink.received.map((text) => (JSON.parse(text) as { data: { notes: { id: string } } }).data.notes.id),
    ).toEqual(['1', '2', '3', '4', '5']);
  });

  test('pauses the source if too many are pending', async () => {
    const sink = await subscribe('subscription { notes { late } }', agent);
    for (let n = 1; n <= 100; n++) board.pin(String(n));
    await until(() => sink.received.length === 100);
    expect(sink.positions).toEqual(Array.from({ length: 100 }, (_, index) => String(index + 1)));
  });

  test('is delivered before the end', async () => {
    const sink = await subscribe('subscription { notes(until: 2) { late } }', agent);
    board.pin('one');
    board.pin('two');
    await until(() => sink.ended !== undefined);
    expect(sink.received).toHaveLength(2);
    expect(sink.ended).toEqual({ error: undefined });
  });

  test('is not delivered after the subscription is closed', async () => {
    const query = 'subscription { notes { late } }';
    const closed = await subscribe(query, agent);
    const open = await subscribe(query, agent);
    board.pin('one');
    closed.feed.close();
    await until(() => open.received.length === 1);
    expect(closed.received).toEqual([]);
    expect(closed.ended).toBeUndefined();
  });
});

describe('a sink that is not ready', () => {
  test('gets no payloads, and gets the missed ones when it is ready', async () => {
    const sink = await subscribe('subscription { notes { id } }', agent);
    sink.ready = false;
    board.pin('one');
    board.pin('two');
    expect(sink.received).toEqual([]);
    sink.ready = true;
    sink.feed.resume();
    expect(sink.positions).toEqual(['1', '2']);
  });
});

describe('access to a subscription', () => {
  test('is checked at the start', async () => {
    await expect(
      subscribe('subscription { notes { id } }', callerWith('engagement.view')),
    ).rejects.toMatchObject({
      originalError: { code: 'FORBIDDEN' },
    });
  });

  test('is checked for each event with the current caller', async () => {
    let caller = agent;
    const sink = await subscribe('subscription { notes { text secret } }', () => caller);
    board.pin('one');
    caller = callerWith('agent.view agent.manage');
    board.pin('two');
    caller = callerWith('engagement.view');
    board.pin('three');
    board.pin('four');
    expect(sink.received).toEqual([
      '{"data":{"notes":{"text":"one","secret":null}},"extensions":{"lastEventId":"1"}}',
      '{"data":{"notes":{"text":"two","secret":"secret two"}},"extensions":{"lastEventId":"2"}}',
    ]);
    expect(sink.ended?.error).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('is rejected if the operation is too costly', async () => {
    runner = createSubscriptionRunner(buildUnifiedGraph(readSdl('common'), [board.subgraph]), {
      maxCost: 0,
      formatError: (formatted) => formatted,
    });
    await expect(subscribe('subscription { notes { id } }', agent)).rejects.toMatchObject({
      extensions: { code: 'OPERATION_TOO_COSTLY' },
    });
  });
});

describe('a source', () => {
  /** Opens a subscription whose source is controlled by the test. */
  async function subscribeToTestSource() {
    let input: LiveSink | undefined;
    let closed = 0;
    const source = new LiveSource((given) => {
      input = given;
      return {
        resume: () => undefined,
        close() {
          closed += 1;
        },
      };
    });
    runner = createRunner({
      subgraph: {
        ...board.subgraph,
        resolvers: {
          ...board.subgraph.resolvers,
          Subscription: { silence: { subscribe: () => source, resolve: (item: object) => item } },
        },
      },
    });
    const sink = await subscribe('subscription { silence { text late } }', agent);
    if (input === undefined) throw new Error('The source was not opened.');
    return { input, sink, closed: () => closed };
  }
  const item = (id: number): LiveItem => ({ value: { id, text: String(id) } });

  test('that fails ends the subscription with its error, and is closed', async () => {
    const { input, sink, closed } = await subscribeToTestSource();
    input.end(slowConsumer());
    expect(sink.ended?.error).toMatchObject({ code: 'SLOW_CONSUMER' });
    expect(closed()).toBeGreaterThan(0);
    // Later calls have no effect.
    input.push(item(1));
    input.end();
    expect(sink.received).toEqual([]);
  });

  test('that never pauses fails with SLOW_CONSUMER', async () => {
    const { input, sink, closed } = await subscribeToTestSource();
    for (let n = 0; n < 2000; n++) input.push(item(n));
    expect(sink.ended?.error).toMatchObject({ code: 'SLOW_CONSUMER' });
    expect(closed()).toBeGreaterThan(0);
  });
});
