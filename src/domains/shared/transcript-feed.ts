import { createHash } from 'node:crypto';

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

/**
 * Port that stores the transcripts of a feed. Idempotent and independent of the order of arrival: the longer of two transcripts of one
 * session wins.
 */
export interface TranscriptFeedPort {
  ingestTranscripts(tenant: string, transcripts: readonly FeedTranscript[]): Promise<void>;
  /** Erases transcripts for good: a repeated delivery does not store them again. @returns the number of erased transcripts */
  eraseTranscripts(tenant: string, sessionIds: readonly string[]): Promise<number>;
}

/** Derives the transcript's id from the session, so that a trace record can refer to a transcript that arrives later. */
export const feedTranscriptId = (sessionId: string): string =>
  createHash('sha256').update(`symbee session ${sessionId}`).digest('hex').slice(0, 24);
