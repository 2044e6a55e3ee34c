import type { JsonText } from '../shared/input.ts';
import type { EventIds, LogRecord } from '../../eventlog/index.ts';
import { toGlobalId } from '../../kernel/global-id.ts';
import { isVisibleTo, type InteractionFact, type Participant, type Viewer } from './model/index.ts';

/** A participant in events and interactions. */
export interface ParticipantRecord extends Participant {
  readonly leftAt?: Date | null;
}

/** An event of an interaction: a fact in the form that clients read. */
export interface EventRecord {
  readonly __typename:
    | 'ChatMessage'
    | 'ParticipantJoined'
    | 'ParticipantLeft'
    | 'StatusChanged'
    | 'OwnerChanged'
    | 'AttachedDataChanged';
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
  return {
    ...rest,
    ...(type === 'left' ? { participant: { ...fact.participant, leftAt: at } } : {}),
    __typename: typeNames[type],
    eventId: ids.encode(tenant, stream, sequence),
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
