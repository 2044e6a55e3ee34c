import type { Caller } from '../../../src/auth/index.ts';
import type { LogRecord } from '../../../src/eventlog/index.ts';
import { createNotifications } from '../../../src/domains/interactions/notifications.ts';
import {
  notStarted,
  type InteractionState,
  type Offer,
} from '../../../src/domains/interactions/model/index.ts';
import type { InteractionDependencies } from '../../../src/domains/interactions/dependencies.ts';

const ann: Caller = { tenant: 'acme', kind: 'agent', id: 'ann', scopes: new Set(), expiresAt: Infinity };
const offer = (offerId: string): Offer => ({
  offerId,
  agent: 'ann',
  reason: 'QUEUE',
  at: new Date(),
  expiresAt: new Date(),
});
const state = (interactionId: string, offers: readonly Offer[]): InteractionState => ({
  ...notStarted,
  seq: 5,
  interactionId,
  offers,
});

/** Notifications over a log and a projection that the test is. */
function office(
  projected: readonly InteractionState[],
  logged: readonly InteractionState[],
  records: readonly LogRecord[] = [],
) {
  let hear: (record: LogRecord) => void = () => undefined;
  let reopen: () => void = () => undefined;
  const room = {
    store: { offeredTo: () => Promise.resolve(projected) },
    log: {
      onRecord: (_: string, listener: (record: LogRecord) => void) => {
        hear = listener;
        return () => undefined;
      },
      read: (_: string, __: string, ___: string, { after }: { after: number }) =>
        Promise.resolve(records.filter(({ seq }) => seq > after)),
    },
    streams: {
      heads: {
        refresh: (_: string, id: string) => {
          const found = logged.find(({ interactionId }) => interactionId === id) ?? notStarted;
          return Promise.resolve({ seq: found.seq, state: found });
        },
      },
    },
    changeStream: {
      onSignal: () => () => undefined,
      onReopened: (listener: () => void) => {
        reopen = listener;
        return () => undefined;
      },
    },
  } as unknown as InteractionDependencies;
  const made = createNotifications(room, {
    readEvents: () => Promise.resolve([]),
    positionOf: () => Promise.resolve(0),
  });
  const pushed: string[] = [];
  const feed = made.subscribeToNotifications(ann).open({
    ready: true,
    push: ({ value }) => pushed.push((value as { __typename: string }).__typename),
    end: () => pushed.push('ended'),
  });
  return {
    pushed,
    feed,
    hear: (record: LogRecord) => {
      hear(record);
    },
    reopen: () => {
      reopen();
    },
  };
}

let seq = 0;
const recordOf = (...facts: readonly object[]): LogRecord => ({
  tenant: 'acme',
  kind: 'interaction',
  stream: 'one',
  seq: ++seq,
  v: 1,
  at: new Date(),
  by: 'system',
  key: String(seq),
  hash: '',
  facts: facts as never,
  changes: true,
});
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test.each(Array.from({ length: 40 }, (_, ticks) => ticks))(
  'an offer that is made %i microtasks after the one before is told of',
  async (ticks) => {
    const { pushed, hear } = office([], [state('one', [])]);
    await settled();
    hear(recordOf({ type: 'offered', ...offer('first') }));
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
    hear(recordOf({ type: 'offered', ...offer('second') }));
    await settled();
    expect(pushed).toEqual(['InteractionOffered', 'InteractionOffered']);
  },
);

test('who begins while the projection is behind is not told of an offer that has ended', async () => {
  const { pushed } = office([state('one', [offer('ended')])], [state('one', [])]);
  await settled();
  expect(pushed).toEqual([]);
});

test('who accepted while nothing came through gets the history once it does', async () => {
  const projected = [state('one', [offer('mine')])];
  const record = recordOf(
    { type: 'offered', ...offer('mine') },
    {
      type: 'joined',
      participant: { id: 'p2', role: 'AGENT', principal: 'ann', nickname: null, joinedAt: new Date() },
    },
  );
  const logged = [...projected];
  const { pushed, reopen } = office(projected, logged, [record]);
  await settled();
  expect(pushed).toEqual(['InteractionOffered']);
  projected.pop();
  logged[0] = state('one', []);
  reopen();
  await settled();
  expect(pushed).toEqual(['InteractionOffered', 'ChatHistory']);
});
