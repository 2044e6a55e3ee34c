/**
 * What a run writes down, one JSON line each, in the form of reliability.md: operations as their callers saw them, deliveries as
 * followers saw them, and what there is in the end. `m` is this machine's monotonic clock, in milliseconds.
 */
export type Line = OperationLine | FollowLine | DeliveryLine | EndLine | FinalLine | LogLine | FaultLine;

interface Of<T extends string> {
  readonly t: T;
}

/** One try of an operation; a retry is a line of its own with the same key. */
export interface OperationLine extends Of<'op'> {
  readonly m0: number;
  readonly m1: number;
  readonly principal: string;
  readonly f: string;
  readonly conv: string;
  readonly key: string | null;
  readonly bodyHash: string | null;
  /** `fail` is only what surely did nothing; `info` may or may not have happened. */
  readonly out: 'ok' | 'fail' | 'info';
  readonly code: string;
  /** The event that the answer named. */
  readonly eventId: string | null;
}

export type FollowerRole = 'staff' | 'agent' | 'customer';

/** A follower begins, or goes on: `after` is the last number that it has processed, null at the very beginning. */
export interface FollowLine extends Of<'sub'> {
  readonly m: number;
  readonly subId: string;
  /** One logical follower, however often it reconnects. */
  readonly client: string;
  readonly principal: string;
  readonly role: FollowerRole;
  readonly conv: string;
  readonly after: number | null;
}

export interface EventShape {
  readonly eventId: string;
  readonly conv: string;
  readonly seq: number;
  readonly type: string;
  /** The participant who did it. */
  readonly actor: string | null;
  readonly bodyHash: string;
  readonly visibility: 'EVERYONE' | 'AGENTS';
}

export interface DeliveryLine extends Of<'evt'>, EventShape {
  readonly m: number;
  readonly subId: string;
}

/** `completed`: the interaction was. `quiet`: the run is over, and the follower had time to catch up. */
export interface EndLine extends Of<'end'> {
  readonly m: number;
  readonly subId: string;
  readonly reason: 'dropped' | 'lost' | 'forbidden' | 'history lost' | 'completed' | 'quiet';
}

/** An event as it is in the end, for those who may see everything. */
export interface FinalLine extends Of<'final'>, EventShape {
  /** The client's id of a message. */
  readonly key: string | null;
  /** Who joined or left, for ParticipantJoined and ParticipantLeft. */
  readonly subject: string | null;
}

/** One append as the database has it: the numbers that it takes. */
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
