import type {
  AgentFieldsFragment,
  EventFieldsFragment,
  FlowFieldsFragment,
  FlowOutcomeFieldsFragment,
  FlowPhotoFieldsFragment,
  FollowAgentStatesSubscription,
  FollowNotificationsSubscription,
  FollowTypingSubscription,
  InteractionFieldsFragment,
  OutcomeFieldsFragment,
} from './generated/operations.ts';

/** What became of an operation: `status` OK, or why it was refused. */
export type Outcome = OutcomeFieldsFragment;
/** Something that happened in an interaction; `__typename` says what. */
export type InteractionEvent = EventFieldsFragment;
export type ChatMessage = Extract<InteractionEvent, { readonly __typename: 'ChatMessage' }>;
export type Interaction = InteractionFieldsFragment;
export type Agent = AgentFieldsFragment;
/** An offer, its end, or a chat's history; `__typename` says which. */
export type Notification = FollowNotificationsSubscription['notifications'];
export type Typing = FollowTypingSubscription['typing'];
export type AgentStateChange = FollowAgentStatesSubscription['agentStateChanged'];
/** All of an interaction flow, as it was after a change. */
export type Flow = FlowFieldsFragment;
export type FlowStep = Flow['steps'][number];
/** A flow as an operation left it, without its steps, variables and photos. */
export type FlowOutcome = FlowOutcomeFieldsFragment;
export type FlowPhoto = FlowPhotoFieldsFragment;

/** Whether an operation was refused, and so has changed nothing. `statusMessage` says why. */
export const isRefused = (outcome: Pick<Outcome, 'status'>): boolean => outcome.status !== 'OK';

/** An operation that was refused where that was not expected: what `expectDone` throws. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(`${outcome.status}: ${outcome.statusMessage ?? ''}`);
    this.outcome = outcome;
  }
}

/** For those who expect no refusal: the outcome if it was done. @throws RefusedError */
export function expectDone(outcome: Outcome): Outcome {
  if (isRefused(outcome)) throw new RefusedError(outcome);
  return outcome;
}

/** The interaction that an operation answered with, for those who expect no refusal. @throws RefusedError */
export function interactionOf(outcome: Outcome): NonNullable<Outcome['interaction']> {
  const { interaction } = expectDone(outcome);
  if (interaction === null) throw new RefusedError(outcome);
  return interaction;
}
