import type { OperationStatus, Refusal } from '../../shared/outcome.ts';

/** The messages of the statuses that the operations on interactions have. docs/interactions.md lists them. */
export const statusMessages = {
  OK: 'Done.',
  NOT_FOUND: 'There is no such interaction.',
  NOT_OFFERED: 'The interaction is not offered to you, or no longer.',
  NOT_PARTICIPANT: 'You do not take part in this interaction.',
  ALREADY_ACCEPTED: 'You have accepted this interaction already.',
  ALREADY_PARTICIPANT: 'That agent takes part already, or is offered it.',
  INVALID_STATE: 'The state of the interaction does not allow it.',
  NOT_A_CHAT: 'This is for chats, and the interaction is none.',
  AGENT_UNAVAILABLE: 'That agent is signed out, unavailable, or has no capacity left.',
  NO_SUCH_TARGET: 'There is no such agent, or nobody has the skill.',
  UNKNOWN_EVENT: 'The event is not of this interaction.',
  INVALID_TEXT: 'The text is empty or too long.',
  LAST_AGENT: 'You are the only agent: transfer or complete the interaction instead.',
  IDEMPOTENCY_CONFLICT: 'The key was used before, with another content.',
  RATE_LIMITED: 'Too many operations; try again shortly.',
  BUSY: 'The interaction is too busy; try again shortly, with the same key.',
} as const satisfies Partial<Record<OperationStatus, string>>;

/** The reason why an operation changes nothing. */
export interface OperationRefusal extends Omit<Refusal, 'status'> {
  readonly status: Exclude<keyof typeof statusMessages, 'OK'>;
}

/**
 * @param message default: the message of the status
 * @param field the path of the refused argument, if one is to blame
 */
export const refusal = (
  status: OperationRefusal['status'],
  {
    message = statusMessages[status],
    field,
  }: { readonly message?: string; readonly field?: readonly string[] } = {},
): { readonly refused: OperationRefusal } => ({
  refused: { status, message, ...(field !== undefined && { field }) },
});
