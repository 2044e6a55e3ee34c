import { isChat } from '../../shared/task.ts';
import type { InteractionStatus, ParticipantRole } from './facts.ts';
import { refusal, type Refusal } from './outcome.ts';
import { exists, offerTo, type InteractionState, type Participation } from './state.ts';

/** Who does something. */
export interface Actor {
  readonly role: ParticipantRole;
  /** The agent's user name, or the customer's id. */
  readonly id: string;
}

interface Rule {
  /** Who may: somebody who is in, on one of these sides; or an agent whom it is offered to. */
  readonly who: readonly ParticipantRole[] | 'offered';
  /** In which states. */
  readonly from: readonly InteractionStatus[];
  /** The states that it can lead to. */
  readonly to: readonly InteractionStatus[];
  /** Whether it makes sense for a conversation in writing alone. */
  readonly chatOnly: boolean;
}

const alive: readonly InteractionStatus[] = ['QUEUED', 'ALERTING', 'ACTIVE'];

/**
 * The state machine: what may be done, by whom, in which states, and where it leads. `startInteraction` stands before it. What the table
 * cannot say, the decisions do: the target of a transfer, the last agent of a conference.
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

type Checked = { readonly refused: Refusal } | { readonly me: Participation | undefined };

/** What the table says of somebody's doing something now. */
export function check(name: OperationName, state: InteractionState, actor: Actor): Checked {
  const rule: Rule = machine[name];
  if (!exists(state) || (actor.role === 'CUSTOMER' && actor.id !== state.customer))
    return refusal('NOT_FOUND');
  if (rule.chatOnly && !isChat(state.type)) return refusal('NOT_A_CHAT');
  const stays = state.participants.filter(
    ({ role, principal }) => role === actor.role && principal === actor.id,
  );
  const me = stays.find(({ leftAt }) => leftAt === null);
  if (state.status === 'COMPLETED' && stays.length > 0) return refusal('INVALID_STATE', 'It is completed.');
  if (rule.who === 'offered') {
    if (me !== undefined)
      return name === 'acceptInteraction'
        ? refusal('ALREADY_ACCEPTED')
        : refusal('INVALID_STATE', 'You have accepted it: transfer or complete it instead.');
    if (actor.role !== 'AGENT' || offerTo(state, actor.id) === undefined) return refusal('NOT_OFFERED');
  } else if (me === undefined || !rule.who.includes(actor.role)) return refusal('NOT_PARTICIPANT');
  if (!rule.from.includes(state.status))
    return refusal('INVALID_STATE', `It is ${state.status}, and must be ${rule.from.join(' or ')}.`);
  return { me };
}
