import { SwitchboardError } from './errors.ts';
import type { RetryLater } from './requests.ts';
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
  StatusFieldsFragment,
} from './generated/operations.ts';

/** The result of an operation: `status` is OK, or the reason for the refusal. */
export type Outcome = OutcomeFieldsFragment;
/** The fields that the results of all operations have in common. */
export type OutcomeStatus = StatusFieldsFragment;
/** An event of an interaction. `__typename` is its type. */
export type InteractionEvent = EventFieldsFragment;
export type ChatMessage = Extract<InteractionEvent, { readonly __typename: 'ChatMessage' }>;
export type Interaction = InteractionFieldsFragment;
export type Agent = AgentFieldsFragment;
/** An offer, its withdrawal, or the history of a chat. `__typename` is its type. */
export type Notification = FollowNotificationsSubscription['notifications'];
export type Typing = FollowTypingSubscription['typing'];
export type AgentStateChange = FollowAgentStatesSubscription['agentStateChanged'];
/** The whole of an interaction flow after a change. */
export type Flow = FlowFieldsFragment;
export type FlowStep = Flow['steps'][number];
/** A flow after an operation, without its steps, variables and photos. */
export type FlowOutcome = FlowOutcomeFieldsFragment;
export type FlowPhoto = FlowPhotoFieldsFragment;

/** Returns whether an operation was refused. A refused operation has changed nothing; `statusMessage` holds the reason. */
export const isRefused = (outcome: Pick<OutcomeStatus, 'status'>): boolean => outcome.status !== 'OK';

/** Thrown by `expectDone` and `interactionOf` for a refused operation. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(`${outcome.status}: ${outcome.statusMessage ?? ''}`);
    this.outcome = outcome;
  }
}

/** Returns the outcome of an operation that must not be refused. @throws RefusedError */
export function expectDone(outcome: Outcome): Outcome {
  if (isRefused(outcome)) throw new RefusedError(outcome);
  return outcome;
}

/** Returns the interaction of an outcome that must not be a refusal. @throws RefusedError */
export function interactionOf(outcome: Outcome): NonNullable<Outcome['interaction']> {
  const { interaction } = expectDone(outcome);
  if (interaction === null) throw new RefusedError(outcome);
  return interaction;
}

/** Returns the error of a refused operation whose method returns no outcome. Its `code` is the status. */
export const refusalError = ({
  status,
  statusMessage,
  field,
  retryAfter,
}: Omit<OutcomeStatus, 'statusCode' | 'result'>): SwitchboardError =>
  new SwitchboardError(status, statusMessage ?? status, {
    retryAfter: retryAfter ?? undefined,
    extensions: { code: status, ...(field === null ? {} : { field: field.join('.') }) },
  });

/** Returns when to send a mutation again; undefined if its outcome is final. */
export const retryLater = (
  outcome: Pick<OutcomeStatus, 'status' | 'retryAfter'> | null,
): RetryLater | undefined =>
  outcome?.status === 'BUSY' || outcome?.status === 'RATE_LIMITED'
    ? { retryAfter: outcome.retryAfter ?? undefined }
    : undefined;
