/** What happened, as one of the things that one append says. Its other properties are its domain's. */
export interface Fact {
  readonly type: string;
}

/** What a stream is of. */
export type StreamKind = 'interaction' | 'agent' | 'agentNews' | 'flow';

/**
 * One append: everything that one operation brought about, in one insert, so that it is there whole or not at all. Its facts take the
 * numbers from `seq` on, one each; the next record of the stream begins after them.
 */
export interface LogRecord<F extends Fact = Fact> {
  readonly tenant: string;
  readonly kind: StreamKind;
  /** The natural id of what the stream is of. */
  readonly stream: string;
  /** The number of the first fact. The first of a stream is 1. */
  readonly seq: number;
  /** The version of the facts' shape. */
  readonly v: number;
  readonly at: Date;
  /** The principal who did it, as `kind:id`; `system` for what happens by itself. */
  readonly by: string;
  /** Unique in the stream for its `by`: a second append with it is the same append. */
  readonly key: string;
  /** Of what was asked for: a second append with the key and another hash is a conflict. */
  readonly hash: string;
  readonly facts: readonly F[];
  /** Says something that projections need; a message alone does not. */
  readonly changes: boolean;
}

export const lastSeq = ({ seq, facts }: Pick<LogRecord, 'seq' | 'facts'>): number => seq + facts.length - 1;

/** A record holds no more facts than this: so far before a position must be read to find the record that holds it. */
export const maxFacts = 16;
