import { PayloadCache, type Payload } from '../../../src/graph/subscriptions/payload-cache.ts';

const payload = (text: string): Payload => ({ bytes: Buffer.from(text) });

test('what was made is not made again, in one shape and for one event', () => {
  const cache = new PayloadCache({ maxPayloads: 10, maxBytes: 1000 });
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

test('what is being made is waited for by all who ask', async () => {
  const cache = new PayloadCache({ maxPayloads: 10, maxBytes: 1000 });
  let made = 0;
  const make = () => {
    made += 1;
    return new Promise<Payload>((resolve) => setImmediate(resolve, payload('late')));
  };
  const both = [cache.get('event', 'a', make), cache.get('event', 'a', make)];
  const [one, other] = [await both[0], await both[1]];
  expect(one).toBe(other);
  expect(made).toBe(1);
  // And is there at once from then on.
  expect(cache.get('event', 'a', make)).toBe(one);
});

test('what could not be made is tried again', async () => {
  const cache = new PayloadCache({ maxPayloads: 10, maxBytes: 1000 });
  await expect(cache.get('event', 'a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(cache.get('event', 'a', () => payload('yes'))).toEqual(payload('yes'));
});

test.each([
  ['number', { maxPayloads: 10, maxBytes: 1_000_000 }],
  ['bytes', { maxPayloads: 1_000_000, maxBytes: 100 }],
])('it is bounded by %s: what came first goes first', (_, limits) => {
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
