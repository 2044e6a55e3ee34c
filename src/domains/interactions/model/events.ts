import type { EventIds, LogRecord } from '../../../eventlog/index.ts';
import { parseGlobalId, toGlobalId } from '../../../kernel/global-id.ts';
import type { JsonText } from '../../shared/input.ts';
import type { Visibility } from '../../shared/visibility.ts';
import type {
  InteractionFact,
  InteractionStatus,
  Participant,
  ParticipantRole,
  VisibleFact,
} from './facts.ts';
import { interactionExists, offerTo, type InteractionState } from './state.ts';

/** The caller of a query or subscription. */
export interface Viewer {
  readonly kind: 'agent' | 'customer' | 'service';
  readonly id: string;
  /** Whether the caller may see every interaction of the tenant. */
  readonly seesAll: boolean;
}

/** Returns whether a viewer may see the interaction at all. */
export const canSeeInteraction = (state: InteractionState, viewer: Viewer): boolean =>
  visibleUpTo(state, viewer) > 0 || (viewer.kind === 'agent' && offerTo(state, viewer.id) !== undefined);

/**
 * Returns the sequence number up to which a viewer may see events: Infinity for present participants, the end of the last stay for former
 * participants, else 0. It never decreases with later states.
 */
export function visibleUpTo(state: InteractionState, { kind, id, seesAll }: Viewer): number {
  if (!interactionExists(state) || (kind === 'customer' && id !== state.customer)) return 0;
  if (kind !== 'customer' && seesAll) return Infinity;
  const role = kind === 'customer' ? 'CUSTOMER' : 'AGENT';
  if (kind === 'service') return 0;
  let furthest = 0;
  for (const participant of state.participants)
    if (participant.role === role && participant.principal === id)
      furthest = Math.max(furthest, participant.leftSeq ?? Infinity);
  return furthest;
}

/** The GraphQL types of the facts that clients see. */
const typeNames = {
  message: 'ChatMessage',
  joined: 'ParticipantJoined',
  left: 'ParticipantLeft',
  status: 'StatusChanged',
  owner: 'OwnerChanged',
  attributes: 'AttachedDataChanged',
} as const satisfies Record<VisibleFact['type'], string>;

const isVisibleFact = (fact: { readonly type: string }): fact is VisibleFact =>
  Object.hasOwn(typeNames, fact.type);

/** Returns whether viewers of a kind may see a fact. */
function isVisibleTo(
  fact: InteractionFact | { readonly type: string },
  kind: Viewer['kind'],
): fact is VisibleFact {
  if (!isVisibleFact(fact)) return false;
  if (kind !== 'customer') return true;
  return (
    fact.type !== 'owner' &&
    fact.type !== 'attributes' &&
    !(fact.type === 'message' && fact.visibility === 'AGENTS')
  );
}

/** A participant in events and interactions. */
export interface ParticipantRecord extends Participant {
  readonly leftAt?: Date | null;
}

export type EventType = (typeof typeNames)[VisibleFact['type']];
export const eventTypes: readonly EventType[] = Object.values(typeNames);

/** An event of an interaction: a fact in the form that clients read. */
export interface EventRecord {
  readonly __typename: EventType;
  /** The natural key, from which the global id is made: `interactionId:eventId`. */
  readonly eventKey: string;
  readonly eventId: string;
  readonly sequence: number;
  readonly interactionId: string;
  readonly at: Date;
  readonly by: string | null;
  readonly text?: string | null;
  readonly nickname?: string | null;
  readonly role?: ParticipantRole;
  readonly clientMessageId?: string | null;
  readonly visibility?: Visibility;
  readonly participant?: ParticipantRecord;
  readonly status?: InteractionStatus;
  readonly owner?: ParticipantRecord | null;
  readonly attributes?: JsonText;
}

/** @returns undefined for a text that is no natural key of an event */
export function parseEventKey(
  key: string,
): { readonly interactionId: string; readonly eventId: string } | undefined {
  const colon = key.lastIndexOf(':');
  return colon <= 0 ? undefined : { interactionId: key.slice(0, colon), eventId: key.slice(colon + 1) };
}

/** Returns the event id in the global id of an event; any other text is returned unchanged. */
export function toEventId(id: string): string {
  const { type, naturalId } = parseGlobalId(id) ?? {};
  return (eventTypes as readonly (string | undefined)[]).includes(type)
    ? (parseEventKey(naturalId ?? '')?.eventId ?? id)
    : id;
}

/** Converts a fact to an event. @returns undefined if viewers of that kind may not see it */
export function toEvent(
  ids: EventIds,
  { tenant, kind: streamKind, stream, at }: LogRecord,
  fact: InteractionFact | { readonly type: string },
  sequence: number,
  kind: Viewer['kind'],
): EventRecord | undefined {
  if (!isVisibleTo(fact, kind)) return undefined;
  const { type, by, ...rest } = fact;
  const eventId = ids.encode({ tenant, kind: streamKind, stream }, { seq: sequence, at });
  return {
    ...rest,
    ...(type === 'left' ? { participant: { ...fact.participant, leftAt: at } } : {}),
    __typename: typeNames[type],
    eventKey: `${stream}:${eventId}`,
    eventId,
    sequence,
    interactionId: toGlobalId('Interaction', stream),
    at,
    by: by ?? null,
  };
}

/** Yields the events of records that a viewer may see, in a range of sequence numbers. */
export function* eventsOf(
  ids: EventIds,
  records: Iterable<LogRecord>,
  { kind }: Pick<Viewer, 'kind'>,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Generator<EventRecord> {
  for (const record of records)
    for (const [index, fact] of record.facts.entries()) {
      const sequence = record.seq + index;
      if (sequence <= after) continue;
      if (sequence > upTo) return;
      const event = toEvent(ids, record, fact, sequence, kind);
      if (event !== undefined) yield event;
    }
}
