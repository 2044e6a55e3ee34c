import type { ChangeStream } from '../../src/realtime/index.ts';

/** A change stream that delivers nothing from other processes. */
export const silentChangeStream: ChangeStream = {
  live: true,
  start: () => undefined,
  stop: () => Promise.resolve(),
  signal: () => Promise.resolve(),
  onSignal: () => () => undefined,
  onReopened: () => () => undefined,
  onDropped: () => undefined,
};
