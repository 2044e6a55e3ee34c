/**
 * A line of a recorded run, in JSON, in the format of reliability.md: operations as observed by callers, deliveries as observed by
 * subscribers, and the final events. `m` is the monotonic clock of this machine in milliseconds.
 */
export type Line =
  OperationLine | SubscriptionLine | DeliveryLine | EndLine | FinalLine | LogLine | FaultLine;

interface Of<T extends string> {
  readonly t: T;
}

/** One attempt of an operation. A retry is a separate line with the same key. */
export interface OperationLine extends Of<'op'> {
  readonly m0: number;
  readonly m1: number;
  readonly principal: string;
  readonly f: string;
  readonly conv: string;
  readonly key: string | null;
  readonly bodyHash: string | null;
  /** `ok`: succeeded. `fail`: certainly had no effect. `info`: unknown outcome. */
  readonly out: 'ok' | 'fail' | 'info';
  readonly code: string;
  /** The event that the response named. */
  readonly eventId: string | null;
}

export type SubscriberRole = 'staff' | 'agent' | 'customer';

/** A subscriber connects. `after` is the last sequence number that it processed, or null at its first connection. */
export interface SubscriptionLine extends Of<'sub'> {
  readonly m: number;
  readonly subId: string;
  /** The logical subscriber; the same for all its connections. */
  readonly client: string;
  readonly principal: string;
  readonly role: SubscriberRole;
  readonly conv: string;
  readonly after: number | null;
}

export interface EventShape {
  readonly eventId: string;
  readonly conv: string;
  readonly seq: number;
  readonly type: string;
  /** The id of the participant who caused the event. */
  readonly actor: string | null;
  readonly bodyHash: string;
  readonly visibility: 'EVERYONE' | 'AGENTS';
}

export interface DeliveryLine extends Of<'evt'>, EventShape {
  readonly m: number;
  readonly subId: string;
}

/** The end of a connection. `completed`: the interaction was completed. `quiet`: the run ended and the subscriber had time to catch up. */
export interface EndLine extends Of<'end'> {
  readonly m: number;
  readonly subId: string;
  readonly reason: 'dropped' | 'lost' | 'forbidden' | 'history lost' | 'completed' | 'quiet';
}

/** A final event, as read by staff. */
export interface FinalLine extends Of<'final'>, EventShape {
  /** The client message id. */
  readonly key: string | null;
  /** The principal who joined or left, for ParticipantJoined and ParticipantLeft. */
  readonly subject: string | null;
}

/** One record of the event log, with the sequence numbers that it uses. */
export interface LogLine extends Of<'log'> {
  readonly conv: string;
  readonly seq: number;
  readonly facts: number;
}

export interface FaultLine extends Of<'nem'> {
  readonly m: number;
  readonly fault: string;
  readonly target: string;
}
