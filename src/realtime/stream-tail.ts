import {
  lastSeq,
  noTime,
  type Head,
  type Heads,
  type LogRecord,
  type StreamKind,
} from '../eventlog/index.ts';

/** The streams of one kind, as log subscriptions read them. */
export interface StreamSource<State> {
  readonly kind: StreamKind;
  /**
   * Returns the head at which a tail begins. A promise resolves to the newest head that a majority has; a plain value is a position
   * behind which the log must be read.
   */
  readonly open: (tenant: string, stream: string, after: number) => Head<State> | Promise<Head<State>>;
  /** Returns the head after the next record. */
  readonly next: (head: Head<State>, record: LogRecord) => Head<State>;
}

/** Streams whose events are delivered with the state that their records fold to. */
export const foldedStreams = <State>(heads: Heads<State>): StreamSource<State> => ({
  kind: heads.definition.kind,
  open: (tenant, stream) => heads.refresh(tenant, stream, 'majority'),
  next: (head, record) => {
    const next = heads.next(head, record);
    // A query that an event causes reads at least the state after the event.
    heads.remember(record.tenant, record.stream, next);
    return next;
  },
});

/** Streams whose events are delivered without a state. */
export const plainStreams = (kind: StreamKind): StreamSource<undefined> => ({
  kind,
  open: (_tenant, _stream, after) => ({ seq: after, at: noTime, state: undefined }),
  next: (_head, record) => ({ seq: lastSeq(record), at: record.at, state: undefined }),
});

/** Dependencies of all tails of one kind. */
export interface TailDependencies<State> {
  readonly source: StreamSource<State>;
  /** Reads the records that hold facts after a position, in order, as a majority has them. */
  readonly read: (tenant: string, stream: string, after: number) => Promise<readonly LogRecord[]>;
  /** `read` returns at most this number of records. */
  readonly readLimit: number;
  /** Number of the newest records that a tail keeps in memory. */
  readonly recentLimit: number;
  readonly retryLater: (task: () => void) => void;
}

/** The newest part of one stream that has subscribers in this process. All its subscribers share it. */
export interface StreamTail<State> {
  readonly tenant: string;
  readonly stream: string;
  /** Called after the head has moved. */
  readonly advanced: () => void;
  /** The newest records, without a gap between them. */
  readonly recent: LogRecord[];
  /** Undefined until the log was read for the first time. */
  head: Head<State> | undefined;
  /** The greatest sequence number in a hint. */
  hinted: number;
  isFilling: boolean;
  mustFillAgain: boolean;
  isClosed: boolean;
}

/**
 * Opens the tail of a stream.
 * @param hint a record that is known to exist
 */
export function startTail<State>(
  deps: TailDependencies<State>,
  tail: StreamTail<State>,
  after: number,
  hint: LogRecord | undefined,
): void {
  const opened = deps.source.open(tail.tenant, tail.stream, after);
  if (!(opened instanceof Promise)) {
    tail.head = opened;
    if (hint !== undefined) offerHint(deps, tail, hint);
    if (tail.head === opened) void fillGap(deps, tail);
    return;
  }
  if (hint !== undefined) tail.hinted = lastSeq(hint);
  void fillGap(deps, tail, opened);
}

/** Takes a hint, which may be old, doubled or ahead of the head. Only a record that directly follows the head is used as it is. */
export function offerHint<State>(
  deps: TailDependencies<State>,
  tail: StreamTail<State>,
  record: LogRecord,
): void {
  tail.hinted = Math.max(tail.hinted, lastSeq(record));
  if (tail.head === undefined) return;
  if (holdsNext(record, tail.head)) takeRecords(deps, tail, [record]);
  else if (record.seq > tail.head.seq) void fillGap(deps, tail);
}

/**
 * Reads the log after the head until everything that was hinted at is there. Tries again later, until the tail is closed, if the
 * database is unavailable or a majority lags behind the hints. Resolves after the first try, and never rejects.
 */
export async function fillGap<State>(
  deps: TailDependencies<State>,
  tail: StreamTail<State>,
  opened?: Promise<Head<State>>,
): Promise<void> {
  if (tail.isClosed) return;
  if (tail.isFilling) {
    tail.mustFillAgain = true;
    return;
  }
  tail.isFilling = true;
  const isComplete = await readToHead(deps, tail, opened).catch(() => false);
  tail.isFilling = false;
  if (!isComplete)
    deps.retryLater(() => {
      void fillGap(deps, tail);
    });
  else if (tail.mustFillAgain) await fillGap(deps, tail);
}

/** Returns false if a majority does not have yet all that was hinted at. */
async function readToHead<State>(
  deps: TailDependencies<State>,
  tail: StreamTail<State>,
  opened: Promise<Head<State>> | undefined,
): Promise<boolean> {
  const { tenant, stream } = tail;
  tail.mustFillAgain = false;
  if (tail.head === undefined) {
    tail.head = await (opened ?? deps.source.open(tenant, stream, 0));
    tail.advanced();
    if (tail.hinted <= tail.head.seq) return true;
  }
  for (;;) {
    if (tail.isClosed) return true;
    const records = await deps.read(tenant, stream, tail.head.seq);
    takeRecords(deps, tail, records);
    if (records.length < deps.readLimit) return tail.hinted <= tail.head.seq;
  }
}

function takeRecords<State>(
  deps: TailDependencies<State>,
  tail: StreamTail<State>,
  records: readonly LogRecord[],
): void {
  for (const record of records) {
    if (tail.head === undefined || !holdsNext(record, tail.head)) continue;
    tail.head = deps.source.next(tail.head, record);
    tail.recent.push(record);
    if (tail.recent.length > deps.recentLimit) tail.recent.shift();
  }
  tail.advanced();
}

/** Whether a record holds the fact after the head. A plain stream may be opened within a record. */
const holdsNext = (record: LogRecord, { seq }: { readonly seq: number }): boolean =>
  record.seq <= seq + 1 && lastSeq(record) > seq;

/** Returns the record that holds the fact after a position. The records are in order and without a gap. */
export function recordAfter(records: readonly LogRecord[], seq: number): LogRecord | undefined {
  const newest = records.at(-1);
  if (newest === undefined || seq >= lastSeq(newest)) return undefined;
  // Most subscribers need the newest record.
  if (seq + 1 >= newest.seq) return newest;
  if (seq + 1 < (records[0]?.seq ?? Infinity)) return undefined;
  let low = 0;
  let high = records.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const record = records[middle];
    if (record !== undefined && lastSeq(record) > seq) high = middle;
    else low = middle + 1;
  }
  return records[low];
}
