import type { EventShape, FinalLine } from './history.ts';
import { hashOf } from './recorder.ts';

/** What is asked of an event: the same live and in the end, so that both hash alike. */
export const eventFields = `
  __typename eventId sequence by
  ... on ChatMessage { text clientMessageId visibility }
  ... on StatusChanged { status }
  ... on ParticipantJoined { participant { id role nickname } }
  ... on ParticipantLeft { participant { id role nickname } }
  ... on OwnerChanged { owner { id } }
  ... on AttachedDataChanged { attributes }`;

export interface ShownEvent {
  readonly __typename: string;
  readonly eventId: string;
  readonly sequence: number;
  readonly by: string | null;
  readonly text?: string;
  readonly clientMessageId?: string | null;
  readonly visibility?: EventShape['visibility'];
  readonly status?: string;
  readonly participant?: { readonly id: string; readonly role: string; readonly nickname: string | null };
}

export function shapeOf(conv: string, event: ShownEvent): EventShape {
  const { __typename: type, eventId, sequence: seq, by: actor, visibility = 'EVERYONE', ...body } = event;
  // A message's text alone, so that its sender can tell the hash too.
  const said = type === 'ChatMessage' ? event.text : body;
  return { conv, eventId, seq, type, actor, visibility, bodyHash: hashOf(said) };
}

export const finalOf = (conv: string, event: ShownEvent, subject: string | null): FinalLine => ({
  t: 'final',
  ...shapeOf(conv, event),
  key: event.clientMessageId ?? null,
  subject,
});
