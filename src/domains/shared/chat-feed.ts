import { createHash } from 'node:crypto';

/** A line of a chat, as a feed tells it. */
export interface FedLine {
  /** The name that was shown. It is no id of anybody. */
  readonly member: string;
  readonly at: Date;
  /** Inbound is the customer's. Absent where the source has another word. */
  readonly direction?: 'INBOUND' | 'OUTBOUND';
  readonly text: string;
}

/** What was said in a chat, as a feed tells it. */
export interface FedTranscript {
  readonly sessionId: string;
  /** In their order; at least one. */
  readonly lines: readonly FedLine[];
}

/**
 * Where a feed's transcripts go. Any order gives the same, and twice changes nothing: of two of one session the one with more lines
 * stays.
 */
export interface TranscriptFeedPort {
  ingestTranscripts(tenant: string, transcripts: readonly FedTranscript[]): Promise<void>;
  /** For good: who brings them again brings nothing back. @returns how many there were */
  eraseTranscripts(tenant: string, sessionIds: readonly string[]): Promise<number>;
}

/** It follows from the session, so that a trace record knows it before the transcript has come. */
export const fedTranscriptIdOf = (sessionId: string): string =>
  createHash('sha256').update(`symbee session ${sessionId}`).digest('hex').slice(0, 24);
