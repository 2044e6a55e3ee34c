import { randomUUID } from 'node:crypto';
import type { Caller } from '../../../src/auth/index.ts';
import type { InteractionDependencies } from '../../../src/domains/interactions/dependencies.ts';
import {
  foldInteraction,
  initialInteraction,
  type InteractionState,
} from '../../../src/domains/interactions/model/index.ts';
import {
  createNotifications,
  type NotificationRecord,
} from '../../../src/domains/interactions/notifications.ts';
import { createEventLog, type LogRecord } from '../../../src/eventlog/index.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { createLogSubscriptions, foldedStreams } from '../../../src/realtime/index.ts';
import { createStorage, type Storage } from '../../../src/storage/index.ts';
import { testDatabase } from '../../support/mongo.ts';
import { silentChangeStream } from '../../support/silent-change-stream.ts';
import { until } from '../../support/until.ts';

/** Opens the interaction streams of a process. A reading process gets its hints only from the test. */
function openLog() {
  const { uri, name } = testDatabase(import.meta.url);
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  const log = createEventLog(storage, systemClock);
  const streams = log.streams<InteractionState>(
    { kind: 'interaction', initial: initialInteraction, fold: foldInteraction },
    { written: () => Promise.resolve() },
  );
  return { storage, log, streams };
}

let writer: ReturnType<typeof openLog>;
let readerStorages: Storage[];
beforeAll(async () => {
  writer = openLog();
  readerStorages = [];
  await writer.storage.prepare();
});
afterAll(async () => {
  for (const storage of [writer.storage, ...readerStorages]) await storage.close();
});

async function append(
  interactionId: string,
  ...facts: readonly { readonly type: string }[]
): Promise<LogRecord> {
  const outcome = await writer.streams.appender.append('acme', interactionId, {
    by: 'system',
    key: randomUUID(),
    hash: '',
    isRepeatable: false,
    decide: () => ({ facts, changes: true }),
  });
  if (!('record' in outcome)) throw new Error('The record was not written.');
  return outcome.record;
}

const ann: Caller = { tenant: 'acme', kind: 'agent', id: 'ann', scopes: new Set(), expiresAt: Infinity };
const offered = (offerId: string) => ({
  type: 'offered',
  offerId,
  agent: 'ann',
  reason: 'QUEUE',
  expiresAt: new Date(),
});
const offerEnded = (offerId: string) => ({ type: 'offerEnded', offerId, agent: 'ann', reason: 'TIMEOUT' });
const joined = {
  type: 'joined',
  participant: { id: 'p2', role: 'AGENT', principal: 'ann', nickname: null, joinedAt: new Date() },
};

/**
 * Subscribes to notifications. The projection shows the given interactions as offered.
 * @param beforeRead awaited before a look-up reads the record of an offer, after it has read that the offer is open
 */
function subscribe(
  projected: readonly string[] = [],
  beforeRead: () => Promise<void> = () => Promise.resolve(),
) {
  const { storage, log, streams } = openLog();
  readerStorages.push(storage);
  const listeners = new Set<() => void>();
  const changeStream: InteractionDependencies['changeStream'] = {
    ...silentChangeStream,
    onReopened: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  let lookUps = 0;
  const store = {
    offeredTo: () => {
      lookUps++;
      return Promise.resolve(projected.map((interactionId) => ({ interactionId })));
    },
  } as unknown as InteractionDependencies['store'];
  const subscriptions = createLogSubscriptions(log, foldedStreams(streams.heads), changeStream);
  const notifications = createNotifications(
    {
      store,
      log: {
        ...log,
        async *readBackwards(...range) {
          await beforeRead();
          yield* log.readBackwards(...range);
        },
      },
      streams,
      changeStream,
      subscriptions,
    },
    { readEvents: () => Promise.resolve([]), positionOf: () => Promise.resolve(0) },
  );
  const pushed: string[] = [];
  const subscription = notifications.subscribeToNotifications(ann).open({
    ready: true,
    push: ({ value }) => pushed.push((value as NotificationRecord).__typename),
    end: () => pushed.push('ended'),
  });
  return {
    pushed,
    subscriptions,
    subscription,
    hint: (record: LogRecord) => {
      log.hint(record);
    },
    reopen: () => {
      for (const listener of listeners) listener();
    },
    lookUps: () => lookUps,
    /** Waits for the delivery of an offer of another interaction. All earlier deliveries have ended by then. */
    flush: async (): Promise<void> => {
      const count = pushed.length;
      log.hint(await append(randomUUID(), offered('last')));
      await until(() => pushed.length > count && pushed.at(-1) === 'InteractionOffered');
      pushed.pop();
    },
  };
}

test('offers that are made any number of microtasks apart are all delivered', async () => {
  const { pushed, hint } = subscribe();
  const pairs = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const interactionId = randomUUID();
      return Promise.all([
        append(interactionId, offered('first')),
        append(interactionId, offerEnded('first'), offered('second')),
      ]);
    }),
  );
  for (const [ticks, [first, second]] of pairs.entries()) {
    pushed.length = 0;
    hint(first);
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
    hint(second);
    await until(() => pushed.length === 3);
    expect(pushed).toEqual(['InteractionOffered', 'OfferWithdrawn', 'InteractionOffered']);
  }
});

test('an offer that has ended is not delivered to a new subscription, although the projection still shows it', async () => {
  const interactionId = randomUUID();
  await append(interactionId, offered('one'));
  await append(interactionId, offerEnded('one'));
  const { pushed, flush } = subscribe([interactionId]);
  await flush();
  expect(pushed).toEqual([]);
});

test('an open offer is delivered to a new subscription, and then its end', async () => {
  const interactionId = randomUUID();
  await append(interactionId, { type: 'unknownFact' });
  await append(interactionId, offered('one'));
  const { pushed, hint } = subscribe([interactionId]);
  await until(() => pushed.length === 1);
  hint(await append(interactionId, offerEnded('one')));
  await until(() => pushed.length === 2);
  expect(pushed).toEqual(['InteractionOffered', 'OfferWithdrawn']);
});

type Signal = 'hint' | 'reopen';
const orders: readonly (readonly Signal[])[] = [
  ['reopen'],
  ['hint', 'hint'],
  ['reopen', 'hint'],
  ['hint', 'reopen'],
  ['reopen', 'hint', 'hint'],
  ['hint', 'reopen', 'hint', 'reopen'],
];

test.each(orders.map((order) => [order.join(', '), order] as const))(
  'an agent that accepts an offer gets the history once if the record arrives by %s',
  async (_, order) => {
    const interactionId = randomUUID();
    const projected = [interactionId];
    const { pushed, hint, reopen, flush, subscriptions, lookUps } = subscribe(projected);
    hint(await append(interactionId, offered('mine')));
    await until(() => pushed.length === 1 && lookUps() === 1);
    const accepted = await append(interactionId, joined);
    projected.pop();
    for (const signal of order)
      if (signal === 'hint') hint(accepted);
      else reopen();
    await until(() => pushed.length === 2);
    await flush();
    hint(accepted);
    reopen();
    await flush();
    expect(pushed).toEqual(['InteractionOffered', 'ChatHistory']);
    // The two offers from `flush` are open.
    expect(subscriptions.count).toBe(2);
  },
);

test('an agent gets the history once if a look-up that began before the accept ends after its delivery', async () => {
  const interactionId = randomUUID();
  const offer = await append(interactionId, offered('mine'));
  let isReading = false;
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const { pushed, hint, flush, subscriptions, reopen, lookUps } = subscribe([interactionId], () => {
    isReading = true;
    return released;
  });
  // The look-up has read that the offer is open. Hints deliver the offer and the accept meanwhile.
  await until(() => isReading);
  hint(offer);
  hint(await append(interactionId, joined));
  await until(() => pushed.length === 2);
  await flush();
  release();
  reopen();
  await until(() => lookUps() === 2);
  await flush();
  expect(pushed).toEqual(['InteractionOffered', 'ChatHistory']);
  // The two offers from `flush` are open.
  expect(subscriptions.count).toBe(2);
});

test('a closed subscription leaves no log subscription open', async () => {
  const { pushed, hint, subscriptions, subscription } = subscribe();
  hint(await append(randomUUID(), offered('one')));
  await until(() => pushed.length === 1);
  expect(subscriptions.count).toBe(1);
  subscription.close();
  expect(subscriptions.count).toBe(0);
});
