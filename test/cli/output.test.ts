import { Writable } from 'node:stream';
import { createOutput } from '../../src/cli/output.ts';

const never = new AbortController().signal;

/** A reader that takes a piece only when it is told to. */
function slowReader() {
  const taken: string[] = [];
  let take: (() => void) | undefined;
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      take = () => {
        taken.push(String(chunk));
        done();
      };
    },
  });
  return { stream, taken, take: () => take?.() };
}

test('output is flushed when a slow reader has read all of it, even if no write has returned false', async () => {
  const { stream, taken, take } = slowReader();
  const output = createOutput(stream, never);
  expect(await output.write('few bytes')).toBe(true);
  const flushed = output.flushed();
  expect(taken).toEqual([]);
  take();
  await Promise.resolve();
  take();
  await flushed;
  expect(taken.join('')).toBe('few bytes');
});

test('output whose reader closes is flushed, and accepts no more text', async () => {
  const { stream } = slowReader();
  const output = createOutput(stream, never);
  await output.write('lost');
  const flushed = output.flushed();
  stream.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  await flushed;
  expect([await output.write('more'), output.stopped]).toEqual([false, true]);
});
