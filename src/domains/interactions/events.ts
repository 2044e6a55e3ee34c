import type { JsonText } from '../shared/input.ts';
import type { EventIds, LogRecord } from '../../eventlog/index.ts';
import { parseGlobalId, toGlobalId } from '../../kernel/global-id.ts';
import { isVisibleTo, type InteractionFact, type Participant, type Viewer } from './model/index.ts';

/** A participant in events and interactions. */
export interface ParticipantRecord extends Participant {
  readonly leftAt?: Date | null;
}

export const eventTypes = [
  'ChatMessage',
  'ParticipantJoined',
  'ParticipantLeft',
  'StatusChanged',
  'OwnerChanged',
  'AttachedDataChanged',
] as const;
export type EventType = (typeof eventTypes)[number];

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
  readonly role?: 'CUSTOMER' | 'AGENT';
  readonly clientMessageId?: string | null;
  readonly visibility?: 'EVERYONE' | 'AGENTS';
  readonly participant?: ParticipantRecord;
  readonly status?: 'QUEUED' | 'ALERTING' | 'ACTIVE' | 'WRAP' | 'COMPLETED';
  readonly owner?: ParticipantRecord | null;
  readonly attributes?: JsonText;
}

const typeNames = {
  message: 'ChatMessage',
  joined: 'ParticipantJoined',
  left: 'ParticipantLeft',
  status: 'StatusChanged',
  owner: 'OwnerChanged',
  attributes: 'AttachedDataChanged',
} as const;

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
  { tenant, stream, at }: LogRecord,
  fact: InteractionFact | { readonly type: string },
  sequence: number,
  kind: Viewer['kind'],
): EventRecord | undefined {
  if (!isVisibleTo(fact, kind)) return undefined;
  const { type, by, ...rest } = fact;
  const eventId = ids.encode(tenant, stream, sequence);
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
