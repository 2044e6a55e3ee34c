import type { Attributes, Presence, Principal, Visibility } from './world.ts';

/** An interaction by its place in the world; or one that nobody knows, or one of another tenant. */
export type Which = number | 'unknown' | 'foreign';
export type Target = { readonly agentId: string } | { readonly skill: string };
/** An event by whose it is: of the interaction, of another one, or made up. */
export type EventChoice = 'none' | 'own' | 'of another' | 'garbage';

interface Agents {
  readonly agent: string;
  readonly interaction: Which;
}
interface Keyed {
  /** The client's own name for the operation, which makes a retry safe. */
  readonly key?: string;
}
interface Anyone {
  readonly by: Principal;
  readonly interaction: Which;
}

/** What can be done, as the schema has it. */
export type Operation =
  | ({
      readonly kind: 'startInteraction';
      readonly customer: string;
      readonly type: string;
      readonly skill?: string;
      readonly text?: string;
      readonly nickname?: string;
      readonly attributes?: Attributes;
    } & Keyed)
  | ({ readonly kind: 'leaveInteraction'; readonly customer: string; readonly interaction: Which } & Keyed)
  | ({ readonly kind: 'sendMessage'; readonly text: string; readonly visibility?: Visibility } & Anyone &
      Keyed)
  | ({ readonly kind: 'sendStartTypingNotification' } & Anyone)
  | ({ readonly kind: 'sendStopTypingNotification' } & Anyone)
  | ({ readonly kind: 'acceptInteraction'; readonly nickname?: string } & Agents & Keyed)
  | ({ readonly kind: 'rejectInteraction' } & Agents & Keyed)
  | ({ readonly kind: 'inviteUser'; readonly agentId: string } & Agents & Keyed)
  | ({ readonly kind: 'leaveConference'; readonly agentId?: string } & Agents & Keyed)
  | ({ readonly kind: 'singleStepTransfer'; readonly to: Target } & Agents & Keyed)
  | ({ readonly kind: 'endChatSession' } & Agents & Keyed)
  | ({ readonly kind: 'updateAttachedData'; readonly attributes: Attributes } & Agents & Keyed)
  | ({
      readonly kind: 'completeInteraction';
      readonly workCodes?: readonly { readonly group: string; readonly name: string }[];
    } & Agents &
      Keyed)
  | ({ readonly kind: 'requestChatHistory'; readonly event: EventChoice } & Agents)
  | { readonly kind: 'setAgentState'; readonly agent: string; readonly state: Presence };

export type Kind = Operation['kind'];
/** Those that a client can repeat safely by a key of its own. */
export type KeyedOperation = Extract<Operation, Keyed>;
export type InteractionOperation = Exclude<
  Operation,
  { readonly kind: 'startInteraction' } | { readonly kind: 'setAgentState' }
>;

export function callerOf(operation: Operation): Principal {
  if ('by' in operation) return operation.by;
  if ('customer' in operation) return { kind: 'customer', name: operation.customer };
  return { kind: 'agent', name: operation.agent };
}

/** The rest are "General Interaction" in the source, or not the source's: they work on whatever type. */
const chatSpecific: ReadonlySet<Kind> = new Set([
  'sendMessage',
  'sendStartTypingNotification',
  'sendStopTypingNotification',
  'inviteUser',
  'leaveConference',
  'endChatSession',
  'requestChatHistory',
]);
export const isChatSpecific = ({ kind }: Operation): boolean => chatSpecific.has(kind);

/** All that is asked for but the key: a key that comes again with other content is a conflict. */
export function contentOf(operation: Operation): string {
  const entries = Object.entries(operation).filter(([name]) => name !== 'key');
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Keys are the caller's own, and each interaction's. */
export function keyOf(operation: Operation): string | undefined {
  if (!('key' in operation)) return undefined;
  const { kind, name } = callerOf(operation);
  const where = 'interaction' in operation ? operation.interaction : 'start';
  // A client's message ids are a space of their own: they come back with the message.
  const space = operation.kind === 'sendMessage' ? 'message' : 'operation';
  return JSON.stringify([kind, name, where, space, operation.key]);
}
