import { randomUUID } from 'node:crypto';
import { createProjectionCatchUp, rebuildProjections } from '../../src/eventlog/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { openProcess, type Notes, type Process } from './open-process.ts';

let process: Process;
beforeAll(async () => {
  process = await openProcess(import.meta.url);
});
afterAll(async () => {
  await process.storage.close();
});

async function append(stream: string, tenant = 'acme'): Promise<void> {
  await process.streams.appender.append(tenant, stream, {
    by: 'ann',
    key: randomUUID(),
    hash: '',
    isRepeatable: false,
    decide: () => ({ facts: [{ type: 'note', text: stream }], changes: true }),
  });
}

/** Returns a catch-up over projections in memory. `fails` and `isLate` name streams that cannot be projected. */
function openProjections() {
  const projected = new Map<string, number>();
  const fails = new Set<string>();
  const isLate = new Set<string>();
  const catchUp = createProjectionCatchUp(process.log, systemClock, {
    kind: 'interaction',
    projectedSeq: (_, stream) => Promise.resolve(projected.get(stream) ?? 0),
    reproject(_, stream) {
      if (fails.has(stream)) return Promise.reject(new Error(`${stream} cannot be projected`));
      if (isLate.has(stream)) return Promise.resolve(false);
      projected.set(stream, 1);
      return Promise.resolve(true);
    },
  });
  return { projected, fails, isLate, catchUp, checkpoint: () => process.log.checkpoint('interaction') };
}

test('every record of an append is projected before the append is answered', async () => {
  const stream = randomUUID();
  await append(stream);
  expect(process.written.map((record) => record.stream)).toContain(stream);
});

test('the catch-up projects all streams, and moves its checkpoint only if each of them is complete', async () => {
  const { projected, fails, isLate, catchUp, checkpoint } = openProjections();
  await catchUp();
  const first = await checkpoint();
  expect(first).toBeInstanceOf(Date);
  const streams = [randomUUID(), randomUUID(), randomUUID()];
  for (const stream of streams) await append(stream);
  const [one = '', other = ''] = streams;

  isLate.add(one);
  await catchUp();
  expect(streams.filter((stream) => projected.has(stream))).toEqual(streams.slice(1));
  expect(await checkpoint()).toEqual(first);

  isLate.clear();
  projected.clear();
  fails.add(other);
  await expect(catchUp()).rejects.toThrow(`${other} cannot be projected`);
  expect(streams.filter((stream) => projected.has(stream))).toEqual([one, streams[2]]);
  expect(await checkpoint()).toEqual(first);

  fails.clear();
  await catchUp();
  expect(streams.filter((stream) => projected.has(stream))).toEqual(streams);
  expect((await checkpoint())?.getTime()).toBeGreaterThan(first?.getTime() ?? Infinity);
});

test('a rebuild projects each stream of a tenant from its first record on, and stops on its signal', async () => {
  const tenant = randomUUID();
  const streams = [randomUUID(), randomUUID()].sort();
  for (const stream of streams) for (let n = 0; n < 2; n++) await append(stream, tenant);
  const rebuild = async (signal?: AbortSignal, onProgress?: (count: number) => void) => {
    const states: Notes[] = [];
    const count = await rebuildProjections(
      process.log,
      process.streams.heads,
      (of, { state }) => {
        expect(of).toBe(tenant);
        states.push(state);
        return Promise.resolve();
      },
      { tenant, ...(signal && { signal }), ...(onProgress && { onProgress }) },
    );
    return { count, states };
  };
  expect(await rebuild()).toEqual({ count: 2, states: streams.map((stream) => [stream, stream]) });
  const stop = new AbortController();
  const { count } = await rebuild(stop.signal, () => {
    stop.abort();
  });
  expect(count).toBe(1);
});
