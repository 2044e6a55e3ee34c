import {
  PayloadCache,
  PendingPayload,
  type MaybePendingPayload,
  type Payload,
} from '../../../src/graph/subscriptions/payload-producer.ts';

const payload = (text: string): Payload => ({ bytes: Buffer.from(text) });

test('a payload is cached by event and shape', () => {
  const cache = new PayloadCache({ maxEvents: 10, maxBytes: 1000 });
  let made = 0;
  const make = () => {
    made += 1;
    return payload(String(made));
  };
  const first = cache.get('event 1', 'a', make);
  expect(cache.get('event 1', 'a', make)).toBe(first);
  expect(cache.get('event 1', 'b', make)).not.toBe(first);
  expect(cache.get('event 2', 'a', make)).not.toBe(first);
  expect(made).toBe(3);
});

const made = (payload: MaybePendingPayload) =>
  new Promise<Payload | Error>((resolve) => {
    if (payload instanceof PendingPayload) payload.whenReady(resolve);
    else resolve(payload);
  });

test('a pending payload is shared by all requests for it', async () => {
  const cache = new PayloadCache({ maxEvents: 10, maxBytes: 1000 });
  let begun = 0;
  const make = () => {
    begun += 1;
    return new PendingPayload(new Promise((resolve) => setImmediate(resolve, payload('late'))));
  };
  const one = cache.get('event', 'a', make);
  expect(cache.get('event', 'a', make)).toBe(one);
  const late = await made(one);
  expect(late).toEqual(payload('late'));
  expect(begun).toBe(1);
  // The cache now holds the payload itself.
  expect(cache.get('event', 'a', make)).toBe(late);
});

test('a failed payload is created again by the next request', async () => {
  const cache = new PayloadCache({ maxEvents: 10, maxBytes: 1000 });
  const failing = cache.get('event', 'a', () => new PendingPayload(Promise.reject(new Error('no'))));
  expect(await made(failing)).toEqual(new Error('no'));
  expect(cache.get('event', 'a', () => payload('yes'))).toEqual(payload('yes'));
});

test.each([
  ['number', { maxEvents: 10, maxBytes: 1_000_000 }],
  ['bytes', { maxEvents: 1_000_000, maxBytes: 100 }],
])('the cache is bounded by %s and evicts the oldest event first', (_, limits) => {
  const cache = new PayloadCache(limits);
  let made = 0;
  const get = (event: number) =>
    cache.get(`event ${event}`, 'a', () => {
      made += 1;
      return payload('ten bytes.');
    });
  for (let event = 1; event <= 100; event++) void get(event);
  expect(made).toBe(100);
  for (let event = 91; event <= 100; event++) void get(event);
  expect(made).toBe(100);
  void get(90);
  expect(made).toBe(101);
});
