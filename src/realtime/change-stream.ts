import { randomUUID } from 'node:crypto';
import type { EventLog } from '../eventlog/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Signal, RealtimeStore, Watch } from './store.ts';

export interface ChangeStreamOptions {
  /** Interval of the heartbeats, in milliseconds. */
  readonly heartbeatMs: number;
  /** After this time without a heartbeat, in milliseconds, the stream counts as dead and is opened again. */
  readonly silenceMs: number;
}

/** The change stream of this process: hints of the records that other processes append, and signals between processes. */
export interface ChangeStream {
  start(): void;
  stop(): Promise<void>;
  /** Whether writes of other processes arrive here, as far as is known. */
  readonly live: boolean;
  /** Sends a signal to this process at once, and to the other processes. @throws UNAVAILABLE */
  signal(signal: Pick<Signal, 'kind' | 'tenant' | 'data'>): Promise<void>;
  /** Returns a function that removes the listener. */
  onSignal(kind: Signal['kind'], listener: (signal: Signal) => void): () => void;
  /** Calls the listener when the stream is open again: hints and signals in between are lost. Returns a function that removes it. */
  onReopened(listener: () => void): () => void;
  /** Calls the listener when a collection was dropped or renamed; with null for the whole database. */
  onDropped(listener: (collection: string | null) => void): void;
}

interface StreamState {
  readonly store: RealtimeStore;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly options: ChangeStreamOptions;
  /** The id of this process in its signals. */
  readonly process: string;
  readonly listeners: Map<Signal['kind'], Set<(signal: Signal) => void>>;
  readonly reopenedListeners: Set<() => void>;
  readonly droppedListeners: Set<(collection: string | null) => void>;
  watch: Watch | undefined;
  heartbeats: NodeJS.Timeout | undefined;
  reopening: NodeJS.Timeout | undefined;
  /** Time of the last heartbeat by the monotonic clock: the system clock may be set back. */
  lastHeartbeat: number;
  live: boolean;
  stopped: boolean;
  /** Number of times that the stream was opened. Callbacks of an earlier opening are ignored. */
  openings: number;
}

/**
 * Creates the change stream of a process. It counts as open once a heartbeat of this process has come back through it. From then on it
 * misses nothing, and subscribers look up what they missed before. So no resume token is needed.
 */
export function createChangeStream(
  store: RealtimeStore,
  log: EventLog,
  clock: Clock,
  logger: Logger,
  options: ChangeStreamOptions,
): ChangeStream {
  const state: StreamState = {
    store,
    log,
    clock,
    logger,
    options,
    process: randomUUID(),
    listeners: new Map(),
    reopenedListeners: new Set(),
    droppedListeners: new Set(),
    watch: undefined,
    heartbeats: undefined,
    reopening: undefined,
    lastHeartbeat: 0,
    live: false,
    stopped: false,
    openings: 0,
  };
  return {
    get live() {
      return state.live;
    },
    start() {
      open(state);
      sendHeartbeat(state);
      state.heartbeats = setInterval(() => {
        sendHeartbeat(state);
      }, options.heartbeatMs);
    },
    stop() {
      state.stopped = true;
      clearInterval(state.heartbeats);
      clearTimeout(state.reopening);
      state.watch?.close();
      return Promise.resolve();
    },
    async signal(signal) {
      const whole = { ...signal, process: state.process, at: clock.now() };
      dispatch(state, whole);
      await store.send(whole);
    },
    onSignal(kind, listener) {
      const all = state.listeners.get(kind) ?? new Set();
      state.listeners.set(kind, all.add(listener));
      return () => all.delete(listener);
    },
    onReopened(listener) {
      state.reopenedListeners.add(listener);
      return () => state.reopenedListeners.delete(listener);
    },
    onDropped(listener) {
      state.droppedListeners.add(listener);
    },
  };
}

/** Calls a listener. An error in it must neither end the stream nor fail the sender of a signal. */
function call({ logger }: StreamState, listener: () => void): void {
  try {
    listener();
  } catch (error) {
    logger.error({ err: error }, 'a listener of the change stream failed');
  }
}

function dispatch(state: StreamState, signal: Signal): void {
  for (const listener of state.listeners.get(signal.kind) ?? [])
    call(state, () => {
      listener(signal);
    });
}

function open(state: StreamState): void {
  const opening = ++state.openings;
  state.lastHeartbeat = performance.now();
  const watch = state.store.watch({
    onRecord: (record) => {
      state.log.hint(record);
    },
    onSignal: (signal) => {
      if (signal.process !== state.process) dispatch(state, signal);
      else if (signal.kind === 'heartbeat') receiveHeartbeat(state, opening);
    },
    onDropped: (collection) => {
      for (const listener of state.droppedListeners)
        call(state, () => {
          listener(collection);
        });
    },
  });
  state.watch = watch;
  void watch.ended.then((error) => {
    if (state.stopped || opening !== state.openings) return;
    state.logger.warn({ err: error }, 'the change stream has ended; opening it again');
    if (state.live) reopen(state);
    else reopenLater(state, opening);
  });
}

function receiveHeartbeat(state: StreamState, opening: number): void {
  if (opening !== state.openings) return;
  state.lastHeartbeat = performance.now();
  if (state.live) return;
  state.live = true;
  for (const listener of state.reopenedListeners) call(state, listener);
}

function reopen(state: StreamState): void {
  state.live = false;
  state.watch?.close();
  open(state);
}

/** Opens the stream again after a pause. A stream that ended before its first heartbeat would end again at once. */
function reopenLater(state: StreamState, opening: number): void {
  state.reopening = setTimeout(() => {
    if (!state.stopped && opening === state.openings) reopen(state);
  }, state.options.heartbeatMs).unref();
}

function sendHeartbeat(state: StreamState): void {
  const { store, clock, logger, process, options } = state;
  if (performance.now() - state.lastHeartbeat > options.silenceMs) {
    logger.warn({}, 'the change stream is silent; opening it again');
    reopen(state);
  }
  store.send({ kind: 'heartbeat', process, at: clock.now() }).catch(() => undefined);
}
