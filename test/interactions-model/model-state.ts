/**
 * The state of the reference model. The model follows the source (Genesys, Interactions on Chat Channel), the checklist and the
 * descriptions in schema/interactions.graphql. It does not import src/, so that a difference reveals an error in one of the two.
 */
export type Status =
  | 'OK'
  | 'NOT_FOUND'
  | 'NOT_OFFERED'
  | 'NOT_PARTICIPANT'
  | 'ALREADY_ACCEPTED'
  | 'ALREADY_PARTICIPANT'
  | 'INVALID_STATE'
  | 'NOT_A_CHAT'
  | 'AGENT_UNAVAILABLE'
  | 'NO_SUCH_TARGET'
  | 'UNKNOWN_EVENT'
  | 'INVALID_TEXT'
  | 'LAST_AGENT'
  | 'IDEMPOTENCY_CONFLICT';

/** Statuses in the order of the source's codes (CH-16). The index is the statusCode. */
export const statusCodes: readonly Status[] = [
  'OK',
  'NOT_FOUND',
  'NOT_OFFERED',
  'NOT_PARTICIPANT',
  'ALREADY_ACCEPTED',
  'ALREADY_PARTICIPANT',
  'INVALID_STATE',
  'NOT_A_CHAT',
  'AGENT_UNAVAILABLE',
  'NO_SUCH_TARGET',
  'UNKNOWN_EVENT',
  'INVALID_TEXT',
  'LAST_AGENT',
  'IDEMPOTENCY_CONFLICT',
];

export type InteractionStatus = 'QUEUED' | 'ALERTING' | 'ACTIVE' | 'WRAP' | 'COMPLETED';
export type EndReason = 'AGENT_ENDED' | 'CUSTOMER_LEFT' | 'ABANDONED_IN_QUEUE';
export type Presence = 'IDLE' | 'UNAVAILABLE' | 'LOGGED_OFF';
export type OfferReason = 'QUEUE' | 'INVITE' | 'TRANSFER';
export type WithdrawalReason = 'REJECTED' | 'CUSTOMER_LEFT' | 'CANCELLED';
export type Visibility = 'EVERYONE' | 'AGENTS';
export type Attributes = Record<string, unknown>;

export interface Principal {
  readonly kind: 'agent' | 'customer';
  readonly name: string;
}

export interface AgentSetup {
  readonly username: string;
  readonly nickname: string | null;
  readonly skills: readonly string[];
  readonly maxConcurrent: number;
}

export interface Agent extends AgentSetup {
  presence: Presence;
  /** The logical time at which the agent signed in or last became idle. The longest-idle agent is offered an interaction first. */
  idleSince: number;
}

/** One stay of a person. Its index in the list is its id in the model. A person who rejoins has two entries. */
export interface Participant {
  readonly role: 'CUSTOMER' | 'AGENT';
  readonly name: string;
  readonly nickname: string | null;
  /** The value of a counter that orders joins and offers. */
  readonly order: number;
  left: boolean;
}

export interface Offer {
  readonly agent: string;
  readonly reason: OfferReason;
  readonly order: number;
}

/** An event. `by` is the index of a participant, or null for events without an author. */
export type ModelEvent = { readonly by: number | null } & (
  | { readonly kind: 'ParticipantJoined'; readonly participant: number }
  | { readonly kind: 'ParticipantLeft'; readonly participant: number }
  | { readonly kind: 'StatusChanged'; readonly status: InteractionStatus }
  | { readonly kind: 'OwnerChanged'; readonly owner: number | null }
  | { readonly kind: 'AttachedDataChanged'; readonly attributes: Attributes }
  | {
      readonly kind: 'ChatMessage';
      readonly text: string;
      readonly visibility: Visibility;
      readonly clientMessageId: string | null;
    }
);

export interface Interaction {
  readonly customer: string;
  readonly type: string;
  /** The attached data that the customer provided. The customer reads it even after agents change the attached data. */
  readonly given: Attributes | null;
  skill: string | null;
  attributes: Attributes | null;
  readonly participants: Participant[];
  owner: number | null;
  offers: Offer[];
  /** The logical time since which the interaction waits for an agent, or null. An open offer does not end the wait: it can be rejected. */
  waitingSince: number | null;
  /** The reason of the next offer. */
  nextOfferReason: Exclude<OfferReason, 'INVITE'>;
  /** Usernames of agents who declined an offer. */
  declined: string[];
  ended: boolean;
  completed: boolean;
  endReason: EndReason | null;
  readonly events: ModelEvent[];
}

/** An event of the `notifications` subscription: an offer, a withdrawn offer, or a history. */
export interface Notification {
  readonly agent: string;
  readonly interaction: number;
  readonly kind: 'InteractionOffered' | 'OfferWithdrawn' | 'ChatHistory';
  /** The reason of the offer or of its withdrawal; null for a history. */
  readonly reason: OfferReason | WithdrawalReason | null;
}

export interface Answer {
  readonly status: Status;
  /** The index of the interaction, or null. */
  readonly interaction: number | null;
  /** The type of the response's `event`, or null. */
  readonly event: ModelEvent['kind'] | null;
}

export interface ModelState {
  readonly agents: Agent[];
  readonly interactions: Interaction[];
  /** Oldest first. */
  readonly notifications: Notification[];
  /** The content and answer of performed operations, by idempotency key with its scope. */
  readonly answersByKey: Record<string, { readonly content: string; readonly answer: Answer }>;
  /** Whether agents who declined are never offered the interaction again (long REOFFER_DELAY_MS) or after all others (no delay). */
  readonly reoffer: 'never' | 'last';
  clock: number;
  lastOrder: number;
}

/** Returns a state in which the idle agents have signed in one after the other. */
export const newModelState = (
  agents: readonly (AgentSetup & { readonly presence: Presence })[],
  reoffer: ModelState['reoffer'],
): ModelState => ({
  agents: agents.map((agent, position) => ({ ...agent, idleSince: position - agents.length })),
  interactions: [],
  notifications: [],
  answersByKey: {},
  reoffer,
  clock: 0,
  lastOrder: 0,
});

const chats = /^(WEBCHAT|SMS|SMS_PINPOINT|SMS_WEBHOOK|SOCIAL_\w+|INSTANT_MESSAGE)$/;
export const isChat = ({ type }: Interaction): boolean => chats.test(type);

export const agentNamed = (model: ModelState, username: string): Agent | undefined =>
  model.agents.find((agent) => agent.username === username);

/** Compares role and name: the customer `ann` is not the agent `ann`. */
export const isSame = ({ role, name }: Participant, principal: Principal): boolean =>
  name === principal.name && (role === 'AGENT') === (principal.kind === 'agent');

/** Returns the index of the present stay of a principal, or -1. */
export const participantIndex = ({ participants }: Interaction, principal: Principal): number =>
  participants.findIndex((stay) => !stay.left && isSame(stay, principal));

export const tookPart = ({ participants }: Interaction, principal: Principal): boolean =>
  participants.some((stay) => isSame(stay, principal));

/** Returns the indexes of the present agents, longest present first. */
export const agentsIn = ({ participants }: Interaction): number[] =>
  participants.flatMap(({ role, left }, position) => (role === 'AGENT' && !left ? [position] : []));

export const offerTo = ({ offers }: Interaction, username: string): Offer | undefined =>
  offers.find(({ agent }) => agent === username);

/** Derives the status from the participants and the offers. It is never stored. */
export function statusOf(interaction: Interaction): InteractionStatus {
  if (interaction.completed) return 'COMPLETED';
  if (interaction.ended) return 'WRAP';
  if (agentsIn(interaction).length > 0) return 'ACTIVE';
  return interaction.offers.some(({ reason }) => reason !== 'INVITE') ? 'ALERTING' : 'QUEUED';
}

/** Returns the interactions that the agent works on, after-call work included. */
export const workOf = (model: ModelState, name: string): Interaction[] =>
  model.interactions.filter(
    (interaction) => !interaction.completed && participantIndex(interaction, { kind: 'agent', name }) >= 0,
  );

/** Returns the number of used slots: offers, active interactions and after-call work. */
export const loadOf = (model: ModelState, username: string): number =>
  workOf(model, username).length +
  model.interactions.filter((interaction) => offerTo(interaction, username) !== undefined).length;

export const hasCapacity = (model: ModelState, { username, presence, maxConcurrent }: Agent): boolean =>
  presence === 'IDLE' && loadOf(model, username) < maxConcurrent;

/** Derives the agent's state. Active work has priority over after-call work, and after-call work over offers. */
export function agentState(model: ModelState, { username, presence }: Agent): string {
  if (presence === 'LOGGED_OFF') return 'LOGGED_OFF';
  const work = workOf(model, username);
  if (presence === 'UNAVAILABLE') return work.length > 0 ? 'PENDING_UNAVAILABLE' : 'UNAVAILABLE';
  if (work.some(({ ended }) => !ended)) return 'WORKING';
  if (work.length > 0) return 'WRAP';
  return loadOf(model, username) > 0 ? 'RESERVED' : 'IDLE';
}

/** Returns the interaction that was accepted last, or else the one that was offered last. */
export function focusOf(model: ModelState, name: string): { interaction: number; state: string } | null {
  const tasks = model.interactions.flatMap((interaction, position) => {
    const stay = interaction.participants[participantIndex(interaction, { kind: 'agent', name })];
    const offer = offerTo(interaction, name);
    if (offer !== undefined) return [{ interaction: position, state: 'ALERTING', order: offer.order }];
    if (stay === undefined || interaction.completed) return [];
    // Accepted interactions sort after all offers.
    const order = model.lastOrder + stay.order;
    return [{ interaction: position, state: interaction.ended ? 'WRAP' : 'ACTIVE', order }];
  });
  const [last] = tasks.sort((a, b) => b.order - a.order);
  return last === undefined ? null : { interaction: last.interaction, state: last.state };
}
