import { parse } from 'graphql';
import type { Caller } from '../../../src/auth/index.ts';
import {
  LiveSource,
  type LiveSubscription,
  type LiveItem,
  type LiveSink,
} from '../../../src/domains/shared/live-source.ts';
import { readSdl } from '../../../src/domains/shared/sdl.ts';
import {
  createErrorEdge,
  createSubscriptionRunner,
  buildUnifiedGraph,
  type PayloadSink,
} from '../../../src/graph/index.ts';
import { slowConsumer } from '../../../src/kernel/errors.ts';
import { createBoard, type Board } from '../../support/board.ts';
import { collectingLogger } from '../../support/server.ts';
import { until } from '../../support/until.ts';

const callerWith = (scopes: string, { id = 'ann', tenant = 'acme' } = {}): Caller => ({
  tenant,
  kind: 'agent',
  id,
  scopes: new Set(scopes.split(' ')),
  expiresAt: Date.now() + 60_000,
});

/** Keeps what it gets. */
class Ear implements PayloadSink {
  readonly got: string[] = [];
  readonly positions: (string | undefined)[] = [];
  ended: { error: Error | undefined } | undefined;
  ready = true;
  deliver(payload: Buffer, position: string | undefined) {
    this.got.push(payload.toString());
    this.positions.push(position);
  }
  end(error?: Error) {
    this.ended = { error };
  }
}

const subscriberOf = (board: Pick<Board, 'subgraph'>) =>
  createSubscriptionRunner(buildUnifiedGraph(readSdl('common'), [board.subgraph]), {
    maxCost: 100,
    formatError: createErrorEdge(collectingLogger()),
  });

let board: Board;
let subscriber: ReturnType<typeof subscriberOf>;
beforeEach(() => {
  board = createBoard();
  subscriber = subscriberOf(board);
});

const documents = new Map<string, ReturnType<typeof parse>>();
const feeds: LiveSubscription[] = [];
afterEach(() => {
  for (const feed of feeds.splice(0)) feed.close();
  expect(board.open).toBe(0);
});

/** Follows as a server would have it: an operation that it knows already is the same document. */
async function follow(
  query: string,
  caller: Caller | (() => Caller),
  variables: Record<string, unknown> = {},
): Promise<Ear & { feed: LiveSubscription }> {
  let document = documents.get(query);
  if (document === undefined) documents.set(query, (document = parse(query)));
  const { subscription, errors } = await subscriber.subscribe({
    document,
    operationName: undefined,
    variables,
    caller: typeof caller === 'function' ? caller : () => caller,
  });
  if (errors !== undefined) throw errors[0] ?? new Error('Refused without a reason.');
  const ear = new Ear();
  const feed = subscription.open(ear);
  feeds.push(feed);
  return Object.assign(ear, { feed });
}

const agent = callerWith('agent.view');

describe('an event that is shared', () => {
  test('is executed once for all who ask the same and see the same, at once', async () => {
    const ears = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        follow('subscription { notes { id text } }', callerWith('agent.view', { id: `agent ${n}` })),
      ),
    );
    board.pin('one');
    // Without waiting: not a promise for each.
    expect(board.resolved.text).toBe(1);
    for (const { got, positions } of ears) {
      expect(got).toEqual(['{"data":{"notes":{"id":"1","text":"one"}}}']);
      expect(positions).toEqual(['1']);
    }
  });

  test('is executed once for each view, and shows each what it may see', async () => {
    const manager = callerWith('agent.manage agent.view');
    const query = 'subscription { notes { text secret } }';
    const [low, high, other] = [
      await follow(query, agent),
      await follow(query, manager),
      await follow(query, agent),
    ];
    // The order of scopes in a token says nothing.
    const alike = await follow(query, callerWith('agent.view agent.manage', { id: 'bob' }));
    board.pin('one');
    expect(low.got).toEqual(['{"data":{"notes":{"text":"one","secret":null}}}']);
    expect(other.got).toEqual(low.got);
    expect(high.got).toEqual(['{"data":{"notes":{"text":"one","secret":"secret one"}}}']);
    expect(alike.got).toEqual(high.got);
    expect(board.resolved).toEqual({ text: 2, secret: 1 });
  });

  test('is never shared with another tenant, or another kind of principal', async () => {
    const query = 'subscription { notes { text } }';
    await follow(query, agent);
    await follow(query, callerWith('agent.view', { tenant: 'other' }));
    await follow(query, { ...agent, kind: 'customer' });
    board.pin('one');
    expect(board.resolved.text).toBe(3);
  });

  test('knows of nobody in particular: no resolver can tell who follows', async () => {
    const ears = [
      await follow('subscription { notes { reader } }', callerWith('agent.view', { id: 'ann' })),
      await follow('subscription { notes { reader } }', callerWith('agent.view', { id: 'bob' })),
    ];
    board.pin('one');
    for (const { got } of ears) expect(got).toEqual(['{"data":{"notes":{"reader":""}}}']);
  });

  test('does not depend on what the root field was asked, only on what is asked below it', async () => {
    const query =
      'subscription ($after: ID!, $text: String, $unused: Int = 1) { notes(after: $after, until: $unused) { text echo(text: $text) } }';
    board.pin('one');
    const ears = [
      await follow(query, agent, { after: '0', unused: 100, text: 'a' }),
      await follow(query, agent, { after: '1', unused: 101, text: 'a' }),
      await follow(query, agent, { after: '1', unused: 102, text: 'b' }),
    ];
    board.pin('two');
    expect(ears.map(({ got }) => got.at(-1))).toEqual([
      '{"data":{"notes":{"text":"two","echo":"a"}}}',
      '{"data":{"notes":{"text":"two","echo":"a"}}}',
      '{"data":{"notes":{"text":"two","echo":"b"}}}',
    ]);
    // The first once, the second for the two texts.
    expect(board.resolved.text).toBe(3);
  });

  test('is not executed again for those who come later', async () => {
    const query = 'subscription ($after: ID!) { notes(after: $after) { text } }';
    board.pin('one');
    board.pin('two');
    for (let n = 0; n < 50; n++) {
      const ear = await follow(query, agent, { after: '0' });
      expect(ear.got).toHaveLength(2);
      ear.feed.close();
    }
    expect(board.resolved.text).toBe(2);
  });

  test('is for one document alone, whatever its name', async () => {
    await follow('subscription A { notes { text } }', agent);
    await follow('subscription B { notes { text } }', agent);
    board.pin('one');
    expect(board.resolved.text).toBe(2);
  });

  test('that came out with errors is tried again for who comes later', async () => {
    const query = 'subscription ($after: ID!) { notes(after: $after) { text failing } }';
    const realNow = Date.now;
    try {
      board.pin('one');
      await follow(query, agent, { after: '0' });
      await follow(query, agent, { after: '0' });
      expect(board.resolved.text).toBe(1);
      Date.now = () => realNow() + 2000;
      await follow(query, agent, { after: '0' });
      expect(board.resolved.text).toBe(2);
    } finally {
      Date.now = realNow;
    }
  });
});

test('an event that is for one alone is executed as that one', async () => {
  const ears = [
    await follow('subscription { ownNotes { text reader } }', callerWith('agent.view', { id: 'ann' })),
    await follow('subscription { ownNotes { text reader } }', callerWith('agent.view', { id: 'bob' })),
  ];
  board.pin('one');
  expect(ears.map(({ got }) => got)).toEqual([
    ['{"data":{"ownNotes":{"text":"one","reader":"ann"}}}'],
    ['{"data":{"ownNotes":{"text":"one","reader":"bob"}}}'],
  ]);
});

describe('what has to be waited for', () => {
  test('keeps its order, and what comes behind it waits', async () => {
    const ear = await follow('subscription { notes { id late } }', agent);
    for (let n = 1; n <= 5; n++) board.pin(String(n));
    expect(ear.got).toEqual([]);
    await until(() => ear.got.length === 5);
    expect(
      ear.got.map((text) => (JSON.parse(text) as { data: { notes: { id: string } } }).data.notes.id),
    ).toEqual(['1', '2', '3', '4', '5']);
  });

  test('makes the source wait when it is too much', async () => {
    const ear = await follow('subscription { notes { late } }', agent);
    for (let n = 1; n <= 100; n++) board.pin(String(n));
    await until(() => ear.got.length === 100);
    expect(ear.positions).toEqual(Array.from({ length: 100 }, (_, index) => String(index + 1)));
  });

  test('comes before the end', async () => {
    const ear = await follow('subscription { notes(until: 2) { late } }', agent);
    board.pin('one');
    board.pin('two');
    await until(() => ear.ended !== undefined);
    expect(ear.got).toHaveLength(2);
    expect(ear.ended).toEqual({ error: undefined });
  });

  test('is for nobody once the follower has gone', async () => {
    const ear = await follow('subscription { notes { late } }', agent);
    board.pin('one');
    ear.feed.close();
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(ear.got).toEqual([]);
    expect(ear.ended).toBeUndefined();
  });
});

describe('a follower that is not ready', () => {
  test('is not pushed at, and gets what it has not had when it is', async () => {
    const ear = await follow('subscription { notes { id } }', agent);
    ear.ready = false;
    board.pin('one');
    board.pin('two');
    expect(ear.got).toEqual([]);
    ear.ready = true;
    ear.feed.resume();
    expect(ear.positions).toEqual(['1', '2']);
  });
});

describe('who may follow', () => {
  test('is asked at the beginning', async () => {
    await expect(
      follow('subscription { notes { id } }', callerWith('engagement.view')),
    ).rejects.toMatchObject({
      originalError: { code: 'FORBIDDEN' },
    });
  });

  test('and for each event, by the caller of the moment', async () => {
    let caller = agent;
    const ear = await follow('subscription { notes { text secret } }', () => caller);
    board.pin('one');
    caller = callerWith('agent.view agent.manage');
    board.pin('two');
    caller = callerWith('engagement.view');
    board.pin('three');
    board.pin('four');
    expect(ear.got).toEqual([
      '{"data":{"notes":{"text":"one","secret":null}}}',
      '{"data":{"notes":{"text":"two","secret":"secret two"}}}',
    ]);
    expect(ear.ended?.error).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('what costs too much does not begin', async () => {
    subscriber = createSubscriptionRunner(buildUnifiedGraph(readSdl('common'), [board.subgraph]), {
      maxCost: 0,
      formatError: (formatted) => formatted,
    });
    await expect(follow('subscription { notes { id } }', agent)).rejects.toMatchObject({
      extensions: { code: 'OPERATION_TOO_COSTLY' },
    });
  });
});

describe('a source', () => {
  /** One subscription whose source the test holds in its hands. */
  async function held() {
    let sink: LiveSink | undefined;
    let closed = 0;
    const source = new LiveSource((given) => {
      sink = given;
      return {
        resume: () => undefined,
        close() {
          closed += 1;
        },
      };
    });
    subscriber = subscriberOf({
      subgraph: {
        ...board.subgraph,
        resolvers: {
          ...board.subgraph.resolvers,
          Subscription: { silence: { subscribe: () => source, resolve: (item: object) => item } },
        },
      },
    });
    const ear = await follow('subscription { silence { text late } }', agent);
    if (sink === undefined) throw new Error('It was not opened.');
    return { sink, ear, closed: () => closed };
  }
  const item = (id: number): LiveItem => ({ value: { id, text: String(id) } });

  test('that fails ends the subscription with its error, and is closed', async () => {
    const { sink, ear, closed } = await held();
    sink.end(slowConsumer());
    expect(ear.ended?.error).toMatchObject({ code: 'SLOW_CONSUMER' });
    expect(closed()).toBeGreaterThan(0);
    // Whatever it does then is nothing.
    sink.push(item(1));
    sink.end();
    expect(ear.got).toEqual([]);
  });

  test('that pushes on, whatever it is told, is cut off', async () => {
    const { sink, ear, closed } = await held();
    for (let n = 0; n < 2000; n++) sink.push(item(n));
    expect(ear.ended?.error).toMatchObject({ code: 'SLOW_CONSUMER' });
    expect(closed()).toBeGreaterThan(0);
  });
});
