import { createHash } from 'node:crypto';

/**
 * The tolerance for clocks that are ahead, in milliseconds. Events further ahead are stored, but do not count as the latest until their
 * time has come: otherwise an event of the year 9999 would stay the latest.
 */
export const maxAheadMs = 86_400_000;

/** An agent's task in a feed, in the source's own terms. Unknown values are absent. */
export interface FeedTask {
  readonly taskId?: string;
  readonly gatewayTaskId?: string;
  readonly type?: string;
  readonly initiationMethod?: string;
  readonly state?: string;
  /** The id of the task's trace record, which may arrive later. */
  readonly traceRecordId?: string;
}

/** An agent's state in a feed. */
export interface FeedAgentState {
  /** The source's own term. */
  readonly state: string;
  readonly reason?: string;
  readonly at: Date;
  readonly taskCount?: number;
  readonly focusTask?: FeedTask;
}

/** A change of an agent's state in a feed. Changes arrive in any order and may be repeated. */
export interface FeedStateChange {
  /** Identifies the event across repeated deliveries and transports. */
  readonly eventId: string;
  readonly username: string;
  /** Identifies the sign-in. */
  readonly sessionId?: string;
  /** The source's own term: `LOGIN`, `LOGOUT`, `STATE_CHANGE`, `TIMEOUT`. */
  readonly eventType: string;
  readonly reportHierarchy: readonly string[];
  readonly current: FeedAgentState;
  /** Absent for LOGIN events. Not every source states the time at which it began. */
  readonly previous?: Omit<FeedAgentState, 'at'> & { readonly at?: Date };
  readonly previousDurationMs?: number;
  /** Whether the event's time was ahead of this server's clock on arrival. */
  readonly isAhead: boolean;
}

/** An agent's use of a product: a session begins, continues or ends. */
export interface FeedUsage {
  readonly eventId: string;
  readonly username: string;
  readonly at: Date;
  /** The source's own term: `BEGIN`, `ALIVE`, `END`. */
  readonly action: string;
  readonly productId?: string;
  readonly reportHierarchy: readonly string[];
}

/** Ingests a feed's events about agents. Idempotent and independent of the order. Returns an outcome per event, in order. */
export interface AgentFeedPort {
  ingestStateChanges(
    tenant: string,
    changes: readonly FeedStateChange[],
  ): Promise<readonly ('added' | 'duplicate')[]>;
  ingestUsage(tenant: string, usage: readonly FeedUsage[]): Promise<readonly ('added' | 'duplicate')[]>;
}

/** A line of a chat in a feed. */
export interface FeedTranscriptLine {
  /** Display name. It is not an id. */
  readonly member: string;
  readonly at: Date;
  /** INBOUND is from the customer. Absent if the source has another value. */
  readonly direction?: 'INBOUND' | 'OUTBOUND';
  readonly text: string;
}

/** The transcript of a chat in a feed. */
export interface FeedTranscript {
  readonly sessionId: string;
  /** In order, at least one. */
  readonly lines: readonly FeedTranscriptLine[];
}

/** A transcript with the place of its first arrival in the order of arrivals. */
export interface ArrivedTranscript extends FeedTranscript {
  readonly arrival: string;
}

/**
 * Port that stores the transcripts of a feed. Idempotent: the longer of two transcripts of one session wins, and of two of equal length the
 * one that arrived later.
 */
export interface TranscriptFeedPort {
  /** @returns for each transcript whether it replaced another one */
  ingestTranscripts(tenant: string, transcripts: readonly ArrivedTranscript[]): Promise<readonly boolean[]>;
  /** Erases transcripts for good: a repeated delivery does not store them again. @returns the number of erased transcripts */
  eraseTranscripts(tenant: string, sessionIds: readonly string[]): Promise<number>;
}

/** Derives the transcript's id from the session, so that a trace record can refer to a transcript that arrives later. */
export const feedTranscriptId = (sessionId: string): string =>
  createHash('sha256').update(`symbee session ${sessionId}`).digest('hex').slice(0, 24);
