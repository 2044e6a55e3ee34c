import type { Decision } from '../../../eventlog/index.ts';
import type { OperationStatus, Refusal } from '../../shared/outcome.ts';
import { isChat } from '../../shared/task.ts';
import type { InteractionStatus, ParticipantRole } from './facts.ts';
import { interactionExists, offerTo, type InteractionState, type Participation } from './state.ts';

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

export type InteractionDecision = Decision<OperationRefusal>;

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

/** The caller of an operation. */
export interface Actor {
  readonly role: ParticipantRole;
  /** The agent's user name, or the customer's id. */
  readonly id: string;
}

interface Rule {
  /** The roles of present participants, or `offered`: agents with an open offer. */
  readonly who: readonly ParticipantRole[] | 'offered';
  /** The states that allow the operation. */
  readonly from: readonly InteractionStatus[];
  /** The possible states afterwards. */
  readonly to: readonly InteractionStatus[];
  /** Whether the operation is limited to written conversations. */
  readonly chatOnly: boolean;
}

const alive: readonly InteractionStatus[] = ['QUEUED', 'ALERTING', 'ACTIVE'];

/**
 * The state machine: each operation's allowed actors and states, and the resulting states. `startInteraction` precedes it. The decisions
 * check further conditions, such as the target of a transfer or the last agent of a conference.
 */
export const machine = {
  leaveInteraction: {
    who: ['CUSTOMER'],
    from: [...alive, 'WRAP'],
    to: ['WRAP', 'COMPLETED'],
    chatOnly: false,
  },
  sendMessage: { who: ['CUSTOMER', 'AGENT'], from: alive, to: alive, chatOnly: true },
  sendTypingNotification: { who: ['CUSTOMER', 'AGENT'], from: alive, to: alive, chatOnly: true },
  acceptInteraction: { who: 'offered', from: ['ALERTING', 'ACTIVE'], to: ['ACTIVE'], chatOnly: false },
  rejectInteraction: {
    who: 'offered',
    from: ['ALERTING', 'ACTIVE'],
    to: ['QUEUED', 'ALERTING', 'ACTIVE'],
    chatOnly: false,
  },
  inviteUser: { who: ['AGENT'], from: ['ACTIVE'], to: ['ACTIVE'], chatOnly: true },
  leaveConference: { who: ['AGENT'], from: ['ACTIVE', 'WRAP'], to: ['ACTIVE', 'WRAP'], chatOnly: true },
  singleStepTransfer: {
    who: ['AGENT'],
    from: ['ACTIVE'],
    to: ['QUEUED', 'ALERTING', 'ACTIVE'],
    chatOnly: false,
  },
  endChatSession: { who: ['AGENT'], from: ['ACTIVE'], to: ['WRAP'], chatOnly: true },
  updateAttachedData: {
    who: ['AGENT'],
    from: ['ACTIVE', 'WRAP'],
    to: ['ACTIVE', 'WRAP'],
    chatOnly: false,
  },
  completeInteraction: { who: ['AGENT'], from: ['ACTIVE', 'WRAP'], to: ['COMPLETED'], chatOnly: false },
  requestChatHistory: { who: ['AGENT'], from: ['ACTIVE', 'WRAP'], to: ['ACTIVE', 'WRAP'], chatOnly: true },
} as const satisfies Readonly<Record<string, Rule>>;

export type OperationName = keyof typeof machine;

type Checked = { readonly refused: OperationRefusal } | { readonly me: Participation | undefined };

/** Checks an operation against the state machine. @returns the acting participant or a refusal */
export function check(name: OperationName, state: InteractionState, actor: Actor): Checked {
  const rule: Rule = machine[name];
  if (!interactionExists(state) || (actor.role === 'CUSTOMER' && actor.id !== state.customer))
    return refusal('NOT_FOUND', { field: ['id'] });
  if (rule.chatOnly && !isChat(state.type)) return refusal('NOT_A_CHAT');
  const stays = state.participants.filter(
    ({ role, principal }) => role === actor.role && principal === actor.id,
  );
  const me = stays.find(({ leftAt }) => leftAt === null);
  if (state.status === 'COMPLETED' && stays.length > 0)
    return refusal('INVALID_STATE', { message: 'It is completed.' });
  if (rule.who === 'offered') {
    if (me !== undefined)
      return name === 'acceptInteraction'
        ? refusal('ALREADY_ACCEPTED')
        : refusal('INVALID_STATE', { message: 'You have accepted it: transfer or complete it instead.' });
    if (actor.role !== 'AGENT' || offerTo(state, actor.id) === undefined) return refusal('NOT_OFFERED');
  } else if (me === undefined || !rule.who.includes(actor.role)) return refusal('NOT_PARTICIPANT');
  if (!rule.from.includes(state.status))
    return refusal('INVALID_STATE', {
      message: `It is ${state.status}, and must be ${rule.from.join(' or ')}.`,
    });
  return { me };
}
