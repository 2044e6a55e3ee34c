/** One thing that happened, within a record. Its other properties belong to its domain. */
export interface Fact {
  readonly type: string;
}

/**
 * The kind of a stream. The values are stored. Streams of 'interaction', 'agent' and 'flow' hold the facts of one entity. The 'agentNews'
 * stream of a tenant announces changes to agents that are stored elsewhere, such as those of agent feeds.
 */
export type StreamKind = 'interaction' | 'agent' | 'agentNews' | 'flow';

/**
 * One append: all facts of one operation, written by one insert and therefore atomically. The facts take consecutive sequence numbers,
 * beginning with `seq`. The next record of the stream begins after them.
 */
export interface LogRecord<F extends Fact = Fact> {
  readonly tenant: string;
  readonly kind: StreamKind;
  /** The natural id of the stream's entity. */
  readonly stream: string;
  /** The sequence number of the first fact. A stream begins with 1. */
  readonly seq: number;
  /** The version of the facts' format. */
  readonly v: number;
  readonly at: Date;
  /** The principal who appended the record, as `kind:id`, or `system`. */
  readonly by: string;
  /** The idempotency key, unique within the stream and `by`. */
  readonly key: string;
  /** The hash of the request. The same key with another hash is a conflict. */
  readonly hash: string;
  readonly facts: readonly F[];
  /** Whether projections depend on the record. False for a message, for example. */
  readonly changes: boolean;
}

export const lastSeq = ({ seq, facts }: Pick<LogRecord, 'seq' | 'facts'>): number => seq + facts.length - 1;

/** The most facts of one record. A read that begins inside a record looks this many positions back for the start of the record. */
export const maxFacts = 16;
