import { randomUUID } from 'node:crypto';
import { lastSeq, type Append } from '../../src/eventlog/index.ts';
import { openProcess, type Notes, type Process } from './open-process.ts';

let first: Process;
let second: Process;
beforeAll(async () => {
  first = await openProcess(import.meta.url);
  second = await openProcess(import.meta.url);
});
afterAll(async () => {
  await first.storage.close();
  await second.storage.close();
});

const note = (text: string, key: string = randomUUID(), facts = 1): Append<Notes, 'full'> => ({
  by: 'somebody',
  key,
  hash: text,
  isRepeatable: true,
  decide: () => ({
    facts: Array.from({ length: facts }, (_, index) => ({
      type: 'note',
      text: facts === 1 ? text : `${text}.${index}`,
    })),
    changes: true,
  }),
});
const append = (process: Process, stream: string, request: Append<Notes, 'full'>) =>
  process.streams.appender.append('acme', stream, request);
const recordsOf = (stream: string) =>
  first.log.read('acme', 'interaction', stream, { after: 0, limit: 10_000 });

test('concurrent appends of two processes are all stored, with gapless sequence numbers, in the order of each process', async () => {
  const stream = randomUUID();
  const texts = (mark: string) => Array.from({ length: 100 }, (_, index) => `${mark} ${index}`);
  await Promise.all(
    [first, second].flatMap((process, index) =>
      texts(String(index)).map((text, n) => append(process, stream, note(text, randomUUID(), 1 + (n % 3)))),
    ),
  );
  const records = await recordsOf(stream);
  let next = 1;
  for (const record of records) {
    expect(record.seq).toBe(next);
    next = lastSeq(record) + 1;
  }
  for (const mark of ['0', '1'])
    expect(records.map(({ hash }) => hash).filter((hash) => hash.startsWith(`${mark} `))).toEqual(
      texts(mark),
    );
});

test('of concurrent appends with one key, one is stored, and an append with that key and other content is a conflict', async () => {
  const stream = randomUUID();
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      append(index % 2 === 0 ? first : second, stream, note('same', 'k')),
    ),
  );
  expect(await recordsOf(stream)).toHaveLength(1);
  expect(outcomes.filter((outcome) => 'record' in outcome && !outcome.again)).toHaveLength(1);
  expect(outcomes.every((outcome) => 'record' in outcome && outcome.record.seq === 1)).toBe(true);
  for (const process of [first, second])
    expect(await append(process, stream, note('other', 'k'))).toHaveProperty('conflict');
  expect(await recordsOf(stream)).toHaveLength(1);
});

test('an append is decided on the newest state, and a retry of a stored append is not refused', async () => {
  const stream = randomUUID();
  const limited = (text: string, key: string): Append<Notes, 'full'> => ({
    ...note(text, key),
    decide: (state) =>
      state.length >= 3 ? { refused: 'full' } : { facts: [{ type: 'note', text } as never], changes: true },
  });
  // The second process has cached the stream before the first one fills it.
  await append(second, stream, limited('a', 'a'));
  await append(first, stream, limited('b', 'b'));
  await append(first, stream, limited('c', 'c'));
  expect(await append(second, stream, limited('d', 'd'))).toMatchObject({ refused: 'full' });
  for (const process of [first, second])
    for (const key of ['a', 'b', 'c'])
      expect(await append(process, stream, limited(key, key))).toMatchObject({ again: true });
  expect(await recordsOf(stream)).toHaveLength(3);
});

test('if only one append is allowed, one of many concurrent appends succeeds and the others are refused', async () => {
  const stream = randomUUID();
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      append(index % 2 === 0 ? first : second, stream, {
        ...note(`${index}`),
        decide: (state) =>
          state.length > 0
            ? { refused: 'full' }
            : { facts: [{ type: 'note', text: `${index}` } as never], changes: true },
      }),
    ),
  );
  expect(outcomes.filter((outcome) => 'record' in outcome)).toHaveLength(1);
  expect(outcomes.filter((outcome) => 'refused' in outcome)).toHaveLength(49);
});

test('the failure of a queued append does not affect the others', async () => {
  const stream = randomUUID();
  const before = first.written.length;
  const outcomes = await Promise.allSettled(
    Array.from({ length: 100 }, (_, index) =>
      append(
        first,
        stream,
        index === 50
          ? {
              ...note('bad'),
              decide: () => {
                throw new Error('a fault');
              },
            }
          : note(`${index}`),
      ),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect(outcomes[50]).toMatchObject({ reason: { message: 'a fault' } });
  expect(await recordsOf(stream)).toHaveLength(99);
  expect(first.written.length - before).toBe(99);
});

test('a read after a sequence number inside a record starts with that record', async () => {
  const stream = randomUUID();
  for (const facts of [3, 1, 5]) await append(first, stream, note('x', randomUUID(), facts));
  for (let after = 0; after <= 9; after++) {
    const records = await first.log.read('acme', 'interaction', stream, { after, limit: 100 });
    const left = records
      .flatMap(({ seq, facts }) => facts.map((_, index) => seq + index))
      .filter((seq) => seq > after);
    expect(left).toEqual(Array.from({ length: 9 - after }, (_, index) => after + 1 + index));
  }
});

test('a stream whose name looks like a record id of another stream is separate', async () => {
  const stream = randomUUID();
  await append(first, stream, note('mine'));
  await append(first, `${stream}:0000000002`, note('other'));
  expect((await recordsOf(stream)).map(({ hash }) => hash)).toEqual(['mine']);
  expect(await recordsOf('nothing')).toEqual([]);
});

test('streams with the same name of other tenants and kinds are separate', async () => {
  const stream = randomUUID();
  await append(first, stream, note('acme'));
  await first.streams.appender.append('umbrella', stream, note('umbrella'));
  expect((await recordsOf(stream)).map(({ hash }) => hash)).toEqual(['acme']);
  expect(
    (await first.log.read('umbrella', 'interaction', stream, { after: 0, limit: 9 })).map(({ hash }) => hash),
  ).toEqual(['umbrella']);
  expect(await first.log.read('acme', 'agent', stream, { after: 0, limit: 9 })).toEqual([]);
});

test('of two appends with one key and different content in one insert, one is stored and the other is a conflict', async () => {
  const stream = randomUUID();
  await append(first, stream, note('before'));
  // The first append is inserted alone. The others are queued and inserted together.
  const [, stored, conflicting, repeated] = await Promise.all([
    append(first, stream, note('alone')),
    append(first, stream, note('one', 'k')),
    append(first, stream, note('other', 'k')),
    append(first, stream, note('one', 'k')),
  ]);
  expect(stored).toMatchObject({ record: { hash: 'one' }, again: false });
  expect(conflicting).toMatchObject({ conflict: { hash: 'one' } });
  expect(repeated).toMatchObject({ record: { hash: 'one' }, again: true });
  expect((await recordsOf(stream)).map(({ hash }) => hash)).toEqual(['before', 'alone', 'one']);
});

test('a repeated append is answered when its record is projected, although the process of the first append did not do it', async () => {
  const stream = randomUUID();
  await append(first, stream, note('one', 'k'));
  expect(second.written.some(({ stream: name }) => name === stream)).toBe(false);
  expect(await append(second, stream, note('one', 'k'))).toMatchObject({ again: true });
  expect(second.written.filter(({ stream: name }) => name === stream)).toMatchObject([{ hash: 'one' }]);
});

test('time never goes back within a stream, although the clocks of the processes differ by minutes and one is set back', async () => {
  const stream = randomUUID();
  let aheadMs = 60_000;
  const fast = await openProcess(import.meta.url, undefined, {
    now: () => new Date(Date.now() + aheadMs),
  });
  const decidedAt: number[] = [];
  const timed = (text: string): Append<Notes, 'full'> => {
    const plain = note(text);
    return {
      ...plain,
      decide(state, at) {
        decidedAt.push(at.getTime());
        return plain.decide(state, at);
      },
    };
  };
  try {
    await append(fast, stream, timed('first'));
    await Promise.all([first, second, fast].map((process) => append(process, stream, timed('together'))));
    aheadMs = -60_000;
    await append(fast, stream, timed('set back'));
    await append(first, stream, timed('last'));
  } finally {
    await fast.storage.close();
  }
  const times = (await recordsOf(stream)).map(({ at }) => at.getTime());
  expect(times).toHaveLength(6);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(decidedAt).toEqual(expect.arrayContaining(times));
});

/** Opens a process whose inserts into the log run through a function. */
const openIntercepted = (around: (insert: () => Promise<object>) => Promise<object>): Promise<Process> =>
  openProcess(import.meta.url, (storage) => ({
    ...storage,
    systemCollection(name, indexes) {
      const collection = storage.systemCollection(name, indexes);
      if (name !== 'events') return collection as never;
      const db = new Proxy(collection.db, {
        get: (target, property) =>
          property !== 'command'
            ? (Reflect.get(target, property) as unknown)
            : (command: object, options: object) => {
                const send = () => target.command(command, options);
                return 'insert' in command ? around(send) : send();
              },
      });
      return new Proxy(collection, {
        get(target, property) {
          if (property === 'db') return db;
          const value = Reflect.get(target, property) as unknown;
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      }) as never;
    },
  }));

test('an append that another process precedes again and again is BUSY, and its process stops trying', async () => {
  const stream = randomUUID();
  let attempts = 0;
  const slow = await openIntercepted(async (insert) => {
    attempts++;
    await append(second, stream, note('earlier'));
    return insert();
  });
  try {
    await expect(append(slow, stream, note('late'))).rejects.toMatchObject({ code: 'BUSY' });
    expect((await recordsOf(stream)).map(({ hash }) => hash)).toEqual(
      Array.from({ length: attempts }, () => 'earlier'),
    );
  } finally {
    await slow.storage.close();
  }
});
