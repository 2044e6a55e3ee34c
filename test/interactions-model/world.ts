/**
 * The reference model's state. It is written from the source (Genesys, Interactions on Chat Channel), the checklist and the public
 * descriptions in schema/interactions.graphql, and imports nothing of src/: where the two disagree, one of them is wrong.
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

/** In the order of the source's codes (CH-16): the place is the statusCode. */
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
  /** When the agent signed in or last had nothing at hand any more: who has waited longest is offered first. */
  idleSince: number;
}

/** One stay. Its place in the list is its id here; who comes back is in the list twice. */
export interface Participant {
  readonly role: 'CUSTOMER' | 'AGENT';
  readonly name: string;
  readonly nickname: string | null;
  /** Whose turn it was: joining and being offered count up. */
  readonly turn: number;
  left: boolean;
}

export interface Offer {
  readonly agent: string;
  readonly reason: OfferReason;
  readonly turn: number;
}

/** `by` is a participant's place in the list; null for what happened by itself. */
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
  /** What the customer gave, and still sees when agents have changed the attached data. */
  readonly given: Attributes | null;
  skill: string | null;
  attributes: Attributes | null;
  readonly participants: Participant[];
  owner: number | null;
  offers: Offer[];
  /** Routing still owes it an agent, and since when. While an offer is open it does too: it may be rejected. */
  wantedSince: number | null;
  /** For whom it is wanted: what the next offer says as its reason. */
  wantedFor: Exclude<OfferReason, 'INVITE'>;
  /** Agents who turned it down. */
  declined: string[];
  ended: boolean;
  completed: boolean;
  endReason: EndReason | null;
  readonly events: ModelEvent[];
}

/** What an agent is told by `notifications`: an offer, its end without an accept, and a history. */
export interface Notice {
  readonly agent: string;
  readonly interaction: number;
  readonly kind: 'InteractionOffered' | 'OfferWithdrawn' | 'ChatHistory';
  /** Why it was offered or withdrawn; none for a history. */
  readonly reason: OfferReason | WithdrawalReason | null;
}

export interface Answer {
  readonly status: Status;
  /** The place of the interaction that it is about; null where there is none. */
  readonly interaction: number | null;
  /** What the answer's `event` is. */
  readonly event: ModelEvent['kind'] | null;
}

export interface World {
  readonly agents: Agent[];
  readonly interactions: Interaction[];
  /** Oldest first. */
  readonly notices: Notice[];
  /** What was done with a key, by caller, interaction and key. */
  readonly done: Record<string, { readonly content: string; readonly answer: Answer }>;
  /** Whether who declined is left out, or asked after all others: what a long delay comes to, and what none does. */
  readonly reoffer: 'never' | 'last';
  clock: number;
  turns: number;
}

/** Agents are signed in, one after the other, or not at all. */
export const newWorld = (
  agents: readonly (AgentSetup & { readonly presence: Presence })[],
  reoffer: World['reoffer'],
): World => ({
  agents: agents.map((agent, place) => ({ ...agent, idleSince: place - agents.length })),
  interactions: [],
  notices: [],
  done: {},
  reoffer,
  clock: 0,
  turns: 0,
});

const chats = /^(WEBCHAT|SMS|SMS_PINPOINT|SMS_WEBHOOK|SOCIAL_\w+|INSTANT_MESSAGE)$/;
export const isChat = ({ type }: Interaction): boolean => chats.test(type);

export const agentNamed = (world: World, username: string): Agent | undefined =>
  world.agents.find((agent) => agent.username === username);

/** A customer `ann` is never the agent `ann`. */
export const isSame = ({ role, name }: Participant, principal: Principal): boolean =>
  name === principal.name && (role === 'AGENT') === (principal.kind === 'agent');

/** The place of somebody's present stay; -1 if not in. */
export const placeOf = ({ participants }: Interaction, principal: Principal): number =>
  participants.findIndex((stay) => !stay.left && isSame(stay, principal));

export const tookPart = ({ participants }: Interaction, principal: Principal): boolean =>
  participants.some((stay) => isSame(stay, principal));

/** The places of the agents who are in, longest first. */
export const agentsIn = ({ participants }: Interaction): number[] =>
  participants.flatMap(({ role, left }, place) => (role === 'AGENT' && !left ? [place] : []));

export const offerTo = ({ offers }: Interaction, username: string): Offer | undefined =>
  offers.find(({ agent }) => agent === username);

/** The state follows from who is in and what is offered: it is never set. */
export function statusOf(interaction: Interaction): InteractionStatus {
  if (interaction.completed) return 'COMPLETED';
  if (interaction.ended) return 'WRAP';
  if (agentsIn(interaction).length > 0) return 'ACTIVE';
  return interaction.offers.some(({ reason }) => reason !== 'INVITE') ? 'ALERTING' : 'QUEUED';
}

/** What the agent has in hand, the work after a chat included. */
export const workOf = (world: World, name: string): Interaction[] =>
  world.interactions.filter(
    (interaction) => !interaction.completed && placeOf(interaction, { kind: 'agent', name }) >= 0,
  );

/** Offers, work and wrap all take a slot. */
export const loadOf = (world: World, username: string): number =>
  workOf(world, username).length +
  world.interactions.filter((interaction) => offerTo(interaction, username) !== undefined).length;

export const hasCapacity = (world: World, { username, presence, maxConcurrent }: Agent): boolean =>
  presence === 'IDLE' && loadOf(world, username) < maxConcurrent;

/** Of several interactions the one that has come furthest counts. */
export function agentState(world: World, { username, presence }: Agent): string {
  if (presence === 'LOGGED_OFF') return 'LOGGED_OFF';
  const work = workOf(world, username);
  if (presence === 'UNAVAILABLE') return work.length > 0 ? 'PENDING_UNAVAILABLE' : 'UNAVAILABLE';
  if (work.some(({ ended }) => !ended)) return 'WORKING';
  if (work.length > 0) return 'WRAP';
  return loadOf(world, username) > 0 ? 'RESERVED' : 'IDLE';
}

/** What the agent attends to: what was accepted last, or else what was offered last. */
export function focusOf(world: World, name: string): { interaction: number; state: string } | null {
  const tasks = world.interactions.flatMap((interaction, place) => {
    const stay = interaction.participants[placeOf(interaction, { kind: 'agent', name })];
    const offer = offerTo(interaction, name);
    if (offer !== undefined) return [{ interaction: place, state: 'ALERTING', turn: offer.turn }];
    if (stay === undefined || interaction.completed) return [];
    // Later than whatever is only offered.
    const turn = world.turns + stay.turn;
    return [{ interaction: place, state: interaction.ended ? 'WRAP' : 'ACTIVE', turn }];
  });
  const [last] = tasks.sort((a, b) => b.turn - a.turn);
  return last === undefined ? null : { interaction: last.interaction, state: last.state };
}
