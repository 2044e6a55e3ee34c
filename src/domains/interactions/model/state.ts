import type { JsonText } from '../../shared/input.ts';
import type { TaskType } from '../../shared/task.ts';
import type { InteractionEndReason, InteractionStatus, OfferReason, Participant, WorkCode } from './facts.ts';

/** Somebody's one stay, as it stands now. */
export interface Participation extends Participant {
  readonly leftAt: Date | null;
  /** The number of the fact that says so; up to here the participant may see what happened. */
  readonly leftSeq: number | null;
}

/** An interaction on offer to an agent. */
export interface Offer {
  readonly offerId: string;
  readonly agent: string;
  readonly reason: OfferReason;
  readonly at: Date;
  readonly expiresAt: Date;
}

/** An agent is looked for, until one accepts an offer that is no invitation. */
export interface Need {
  readonly reason: 'QUEUE' | 'TRANSFER';
  readonly since: Date;
}

/** An interaction as its log tells it, and as the projection keeps it. */
export interface InteractionState {
  /** The number of the last fact in it; 0 for one that was never started. */
  readonly seq: number;
  readonly interactionId: string;
  readonly type: TaskType;
  readonly status: InteractionStatus;
  readonly endReason: InteractionEndReason | null;
  readonly subject: string | null;
  /** What is asked for; null if any agent will do. */
  readonly skill: string | null;
  readonly attributes: JsonText | null;
  /** As the customer gave them. */
  readonly initialAttributes: JsonText | null;
  /** The customer's id. */
  readonly customer: string;
  /** The flow that the customer walked before. */
  readonly flow: string | null;
  /** The owner's participant id. */
  readonly owner: string | null;
  readonly participants: readonly Participation[];
  readonly offers: readonly Offer[];
  readonly need: Need | null;
  /** Offers that can no longer be made: their slots were given back, since their process was taken for dead. The newest ones. */
  readonly voided: readonly string[];
  /** Who did not take it since it was needed. */
  readonly declined: readonly { readonly agent: string; readonly at: Date }[];
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly completedAt: Date | null;
  /** Milliseconds up to `clockSince`, from when on the current one of the two runs. */
  readonly queuedMs: number;
  readonly activeMs: number;
  readonly clockSince: Date;
  readonly parkedMs: number;
  readonly workCodes: readonly WorkCode[];
  /** How many messages there are, and how many of them are for agents alone. */
  readonly messages: number;
  readonly privateMessages: number;
}

const never = new Date(0);

export const notStarted: InteractionState = {
  seq: 0,
  interactionId: '',
  type: 'OTHER',
  status: 'QUEUED',
  endReason: null,
  subject: null,
  skill: null,
  attributes: null,
  initialAttributes: null,
  customer: '',
  flow: null,
  owner: null,
  participants: [],
  offers: [],
  need: null,
  voided: [],
  declined: [],
  createdAt: never,
  endedAt: null,
  completedAt: null,
  queuedMs: 0,
  activeMs: 0,
  clockSince: never,
  parkedMs: 0,
  workCodes: [],
  messages: 0,
  privateMessages: 0,
};

export const exists = ({ seq }: InteractionState): boolean => seq > 0;

/** Agents who are in, those longest in first. */
export const agentsIn = ({ participants }: InteractionState): readonly Participation[] =>
  participants.filter(({ role, leftAt }) => role === 'AGENT' && leftAt === null);

export const participantById = (state: InteractionState, id: string | null): Participation | undefined =>
  state.participants.find((participant) => participant.id === id);

export const offerTo = ({ offers }: InteractionState, agent: string): Offer | undefined =>
  offers.find((offer) => offer.agent === agent);

/** An offer that answers the need; an invitation does not. */
export const routingOffer = ({ offers }: InteractionState): Offer | undefined =>
  offers.find(({ reason }) => reason !== 'INVITE');

export const needsRouting = (state: InteractionState): boolean =>
  state.need !== null && routingOffer(state) === undefined;

/** The status follows from the rest. */
export function statusOf(state: InteractionState): InteractionStatus {
  if (state.completedAt !== null) return 'COMPLETED';
  if (state.endedAt !== null) return 'WRAP';
  if (agentsIn(state).length > 0) return 'ACTIVE';
  return routingOffer(state) === undefined ? 'QUEUED' : 'ALERTING';
}
