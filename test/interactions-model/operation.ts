import type { Attributes, Presence, Principal, Visibility } from './model-state.ts';

/** The index of an interaction in the model, an id that does not exist, or an id of another tenant. */
export type InteractionRef = number | 'unknown' | 'foreign';
export type Target = { readonly agentId: string } | { readonly skill: string };
/** The event id argument: absent, of this interaction, of another interaction, or invalid. */
export type EventChoice = 'none' | 'own' | 'of another' | 'garbage';

interface Agents {
  readonly agent: string;
  readonly interaction: InteractionRef;
}
interface Keyed {
  /** The idempotency key. */
  readonly key?: string;
}
interface Anyone {
  readonly by: Principal;
  readonly interaction: InteractionRef;
}

/** The operations of the GraphQL schema. */
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
  | ({
      readonly kind: 'leaveInteraction';
      readonly customer: string;
      readonly interaction: InteractionRef;
    } & Keyed)
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
/** The operations with an idempotency key. */
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

/** All other operations apply to every interaction type: the source lists them as "General Interaction" or does not have them. */
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

/** Returns the content of an operation without its key. A repeated key with other content is a conflict. */
export function contentOf(operation: Operation): string {
  const entries = Object.entries(operation).filter(([name]) => name !== 'key');
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns the key with its scope: the caller and the interaction. */
export function keyOf(operation: Operation): string | undefined {
  if (!('key' in operation)) return undefined;
  const { kind, name } = callerOf(operation);
  const where = 'interaction' in operation ? operation.interaction : 'start';
  // Client message ids have a separate key space because the API returns them with the message.
  const space = operation.kind === 'sendMessage' ? 'message' : 'operation';
  return JSON.stringify([kind, name, where, space, operation.key]);
}
