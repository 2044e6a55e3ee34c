import { randomUUID } from 'node:crypto';
import type { EventLog } from '../eventlog/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Signal } from './signal.ts';
import type { RealtimeStore, Watch } from './store.ts';

export interface ChangeStreamOptions {
  readonly heartbeatMs: number;
  /** So long a heartbeat may be out before the stream is taken for dead. */
  readonly silenceMs: number;
}

/** What the processes tell each other. */
export interface ChangeStream {
  start(): void;
  stop(): Promise<void>;
  /** Whether what other processes write arrives here, as far as is known. */
  readonly live: boolean;
  /** Tells the other processes, and this one at once. @throws UNAVAILABLE */
  signal(signal: Pick<Signal, 'kind' | 'tenant' | 'data'>): Promise<void>;
  onSignal(kind: Signal['kind'], listener: (signal: Signal) => void): () => void;
  /** The stream was away and is back: what came in between must be looked up. */
  onReopened(listener: () => void): () => void;
}

/**
 * One change stream a process: it tells when to look into the log, and brings most of what is to be found there. It counts as open only
 * once a heartbeat of this process has come back through it; from then on nothing is missed, so what was missed before is looked up then,
 * and no position in the change stream need be kept.
 */
export function createChangeStream(
  store: RealtimeStore,
  log: EventLog,
  clock: Clock,
  logger: Logger,
  { heartbeatMs, silenceMs }: ChangeStreamOptions,
): ChangeStream {
  const process = randomUUID();
  const listeners = new Map<Signal['kind'], Set<(signal: Signal) => void>>();
  const reopened = new Set<() => void>();
  let watch: Watch | undefined;
  let timer: NodeJS.Timeout | undefined;
  let opening: NodeJS.Timeout | undefined;
  /** By a clock that is never set back: else nothing would be silent until it has caught up. */
  let lastBeat = 0;
  let live = false;
  let stopped = false;
  let opened = 0;

  /** A listener's fault is its own: it must not end the stream, nor what made the signal. */
  const call = (listener: () => void) => {
    try {
      listener();
    } catch (error) {
      logger.error({ err: error }, 'a listener of the change stream failed');
    }
  };

  const dispatch = (signal: Signal) => {
    for (const listener of listeners.get(signal.kind) ?? [])
      call(() => {
        listener(signal);
      });
  };

  function open(): void {
    const number = ++opened;
    lastBeat = performance.now();
    const current = store.watch({
      onRecord: (record) => {
        log.hint(record);
      },
      onSignal: (signal) => {
        if (signal.process !== process) dispatch(signal);
        else if (signal.kind === 'heartbeat') beat(number);
      },
    });
    watch = current;
    void current.ended.then((error) => {
      if (stopped || number !== opened) return;
      logger.warn({ err: error }, 'the change stream has ended; opening it again');
      if (live) reopen();
      else reopenLater(number);
    });
  }

  function beat(number: number): void {
    if (number !== opened) return;
    lastBeat = performance.now();
    if (live) return;
    live = true;
    reopened.forEach(call);
  }

  function reopen(): void {
    live = false;
    watch?.close();
    open();
  }

  /** What ended before anything came through would end again as fast, each time with a client of its own. */
  function reopenLater(number: number): void {
    opening = setTimeout(() => {
      if (!stopped && number === opened) reopen();
    }, heartbeatMs).unref();
  }

  function tick(): void {
    if (performance.now() - lastBeat > silenceMs) {
      logger.warn({}, 'the change stream is silent; opening it again');
      reopen();
    }
    store.send({ kind: 'heartbeat', process, at: clock.now() }).catch(() => undefined);
  }

  return {
    get live() {
      return live;
    },
    start() {
      open();
      tick();
      timer = setInterval(tick, heartbeatMs);
    },
    stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(opening);
      watch?.close();
      return Promise.resolve();
    },
    async signal(signal) {
      const whole = { ...signal, process, at: clock.now() };
      dispatch(whole);
      await store.send(whole);
    },
    onSignal(kind, listener) {
      const all = listeners.get(kind) ?? new Set();
      listeners.set(kind, all.add(listener));
      return () => all.delete(listener);
    },
    onReopened(listener) {
      reopened.add(listener);
      return () => reopened.delete(listener);
    },
  };
}
