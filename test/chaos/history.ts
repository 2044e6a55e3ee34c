/**
 * A line of a recorded run, in JSON: operations as observed by callers, deliveries and reads as observed by clients, the injected faults,
 * and the final state. `m` is the monotonic clock of this machine in milliseconds, the same for all lines.
 */
export type Line =
  | OperationLine
  | SubscriptionLine
  | DeliveryLine
  | EndLine
  | ReadLine
  | TypedLine
  | ChangeLine
  | FinalLine
  | StateLine
  | LogLine
  | ResourceLine
  | FaultLine;

interface Of<T extends string> {
  readonly t: T;
}

/** A principal with its token. Principals of different tenants may have the same name. */
export interface Observer {
  readonly tenant: string;
  readonly principal: string;
  /** The time after which the token is not accepted. */
  readonly tokenEnds: number;
}

/** The tenants whose texts appear in the received bytes. Each text contains a mark of its tenant. */
interface Marked {
  readonly marks: readonly string[];
}

/** One attempt of an operation. A retry is a separate line with the same key. */
export interface OperationLine extends Of<'op'>, Observer, Marked {
  readonly m0: number;
  readonly m1: number;
  readonly f: string;
  readonly conv: string;
  readonly key: string | null;
  readonly bodyHash: string | null;
  /** `ok`: succeeded. `fail`: certainly had no effect. `info`: unknown outcome. */
  readonly out: 'ok' | 'fail' | 'info';
  readonly code: string;
  /** The event that the response named. */
  readonly eventId: string | null;
  /** Whether the client itself aborted the request early. */
  readonly aborted: boolean;
}

export type SubscriberRole = 'staff' | 'agent' | 'customer';

/** A subscriber connects. `after` is the last sequence number that it processed, or null if it begins with the first event. */
export interface SubscriptionLine extends Of<'sub'>, Observer {
  readonly m: number;
  readonly subId: string;
  /** The logical subscriber; the same for all its connections. */
  readonly client: string;
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

export interface DeliveryLine extends Of<'evt'>, EventShape, Marked {
  readonly m: number;
  readonly subId: string;
}

/** The end of a connection. `completed`: the interaction was completed. `quiet`: the run ended and the subscriber had time to catch up. */
export interface EndLine extends Of<'end'>, Marked {
  readonly m: number;
  readonly subId: string;
  readonly reason: 'dropped' | 'lost' | 'forbidden' | 'history lost' | 'completed' | 'quiet';
}

/** A read of the last events of an interaction. */
export interface ReadLine extends Of<'read'>, Observer, Marked {
  readonly m0: number;
  readonly m1: number;
  readonly role: SubscriberRole;
  readonly conv: string;
  /** In the order of the answer. Null if the interaction was not found or not allowed. */
  readonly events: readonly Pick<EventShape, 'seq' | 'eventId' | 'bodyHash'>[] | null;
}

/** A typing notification arrives. */
export interface TypedLine extends Of<'typed'> {
  readonly m: number;
  /** One connection, which an end line ends. */
  readonly subId: string;
  readonly conv: string;
  /** The participant's id. */
  readonly by: string;
  readonly active: boolean;
}

/** A change of an agent's state arrives. The agent numbers its changes. */
export interface ChangeLine extends Of<'change'> {
  readonly m: number;
  readonly client: string;
  readonly agent: string;
  readonly version: number;
}

/** A final event, as read by staff. */
export interface FinalLine extends Of<'final'>, EventShape {
  readonly tenant: string;
  /** The epoch of the log, from the event id. */
  readonly epoch: string;
  /** The time of the event, in milliseconds since 1970. */
  readonly at: number;
  /** The client message id. */
  readonly key: string | null;
  /** The principal who joined or left, and the id of the participant. Null for events of other types. */
  readonly subject: string | null;
  readonly participant: string | null;
  /** The new status, for StatusChanged. */
  readonly status: string | null;
  /** The participant who owns the interaction now, for OwnerChanged. */
  readonly owner: string | null;
}

/** The final interaction, as queries show it. */
export interface StateLine extends Of<'state'> {
  readonly conv: string;
  readonly status: string;
  /** The principals of the participants that have not left. */
  readonly present: readonly string[];
  /** The principal of the owner. */
  readonly owner: string | null;
}

/** One record of the event log, with the sequence numbers that it uses. */
export interface LogLine extends Of<'log'> {
  readonly conv: string;
  readonly seq: number;
  readonly facts: number;
}

/** A resource after all clients have left, or the exit code of a gateway. */
export interface ResourceLine extends Of<'resource'> {
  readonly owner: string;
  readonly name: string;
  readonly value: number | null;
  readonly expected: number;
}

/** The begin or end of an injected fault. Faults do not overlap. */
export interface FaultLine extends Of<'nem'> {
  readonly m: number;
  readonly fault: string;
  readonly target: string;
  readonly phase: 'begin' | 'end';
}
