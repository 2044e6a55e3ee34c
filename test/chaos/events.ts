import type { EventShape, FinalLine } from './history.ts';
import { hashOf } from './recorder.ts';

/** The selected fields of an event. Subscriptions and the final read use the same fields, so that the hashes match. */
export const eventFields = `
  __typename eventId sequence by at
  ... on ChatMessage { text clientMessageId visibility }
  ... on StatusChanged { status }
  ... on ParticipantJoined { participant { participantId role nickname } }
  ... on ParticipantLeft { participant { participantId role nickname } }
  ... on OwnerChanged { owner { participantId } }
  ... on AttachedDataChanged { attributes }`;

export interface EventResult {
  readonly __typename: string;
  readonly eventId: string;
  readonly sequence: number;
  readonly by: string | null;
  readonly at: string;
  readonly text?: string;
  readonly clientMessageId?: string | null;
  readonly visibility?: EventShape['visibility'];
  readonly status?: string;
  readonly participant?: {
    readonly participantId: string;
    readonly role: string;
    readonly nickname: string | null;
  };
  readonly owner?: { readonly participantId: string } | null;
}

export function shapeOf(conv: string, event: EventResult): EventShape {
  const { __typename: type, eventId, sequence: seq, by: actor, visibility = 'EVERYONE', ...body } = event;
  // Only the text of a message is hashed, so that its sender can compute the same hash.
  const content = type === 'ChatMessage' ? event.text : body;
  return { conv, eventId, seq, type, actor, visibility, bodyHash: hashOf(content) };
}

/** The bytes of the epoch in an event id, in base64url. */
const epochLength = 5;

export const finalOf = (
  conv: string,
  event: EventResult,
  { tenant, subject }: { readonly tenant: string; readonly subject: string | null },
): FinalLine => ({
  t: 'final',
  tenant,
  ...shapeOf(conv, event),
  epoch: event.eventId.slice(0, epochLength),
  at: Date.parse(event.at),
  key: event.clientMessageId ?? null,
  subject,
  participant: event.participant?.participantId ?? null,
  status: event.status ?? null,
  owner: event.owner?.participantId ?? null,
});
