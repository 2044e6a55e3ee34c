import fc from 'fast-check';
import { isPossible } from './model.ts';
import { keyOf, type KeyedOperation, type Kind, type Operation, type InteractionRef } from './operation.ts';
import type { AgentSetup, Presence, ModelState } from './model-state.ts';

export const agentNames = ['ada', 'bob', 'cyd'] as const;
export const customerNames = ['ann', 'ben'] as const;
const skills = ['billing', 'tech'] as const;
const states: readonly Presence[] = ['IDLE', 'UNAVAILABLE', 'LOGGED_OFF'];
/** Large enough that some interactions wait while agents work on others. */
const maxInteractions = 5;

/**
 * A generated command without a target. `pick` chooses one of the operations that the model allows; with `wild`, one of all operations,
 * most of which are refused. Sequences therefore reach deep states and can still be shrunk.
 */
export interface Command {
  readonly kind: Kind | 'repeat';
  readonly wild: boolean;
  readonly pick: number;
  readonly keyed: boolean;
}

/** The agents that exist before the first operation. */
export interface Scene {
  readonly agents: readonly (AgentSetup & { readonly presence: Presence })[];
}

const weights: Record<Command['kind'], number> = {
  startInteraction: 4,
  acceptInteraction: 10,
  rejectInteraction: 3,
  inviteUser: 5,
  leaveConference: 3,
  sendMessage: 5,
  sendStartTypingNotification: 1,
  sendStopTypingNotification: 1,
  singleStepTransfer: 4,
  endChatSession: 2,
  updateAttachedData: 2,
  completeInteraction: 3,
  requestChatHistory: 1,
  leaveInteraction: 2,
  setAgentState: 4,
  repeat: 4,
};

const command: fc.Arbitrary<Command> = fc.record({
  kind: fc.oneof(
    ...Object.entries(weights).map(([kind, weight]) => ({
      weight,
      arbitrary: fc.constant(kind as Command['kind']),
    })),
  ),
  wild: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  pick: fc.nat({ max: 10_000 }),
  keyed: fc.boolean(),
});

export const commandsOf = (maxLength: number): fc.Arbitrary<readonly Command[]> =>
  fc.array(command, { minLength: 1, maxLength, size: 'max' });

export const sceneOf: fc.Arbitrary<Scene> = fc
  .tuple(
    ...agentNames.map((username) =>
      fc.record({
        username: fc.constant(username),
        nickname: fc.constantFrom(`${username} at your service`, null),
        skills: fc.constantFrom<readonly string[]>(skills, ['billing'], skills, ['tech']),
        maxConcurrent: fc.constantFrom(1, 2, 3),
        presence: fc.constantFrom<Presence>('IDLE', 'IDLE', 'IDLE', 'LOGGED_OFF'),
      }),
    ),
  )
  .map((agents) => ({ agents }));

/** Returns the operation for a command, or undefined if it has no possible target. */
export function resolve(
  model: ModelState,
  { kind, wild, pick, keyed }: Command,
  earlier: readonly Operation[],
): Operation | undefined {
  if (kind === 'repeat') return repetition(earlier, pick);
  // Most operations need an interaction.
  const all = operationsOf(model, model.interactions.length === 0 && !wild ? 'startInteraction' : kind, wild);
  const possible = wild ? all : all.filter((operation) => isPossible(model, operation));
  const chosen = possible[pick % possible.length];
  if (chosen === undefined || !keyed || !takesKey(chosen)) return chosen;
  return { ...chosen, key: `key ${earlier.length}` };
}

const takesKey = (operation: Operation): operation is KeyedOperation =>
  !operation.kind.includes('Typing') &&
  operation.kind !== 'requestChatHistory' &&
  operation.kind !== 'setAgentState';

/** Repeats an earlier operation, as after a lost response, or uses its idempotency key with other content. */
function repetition(earlier: readonly Operation[], pick: number): Operation | undefined {
  const withKeys = earlier.filter((operation) => keyOf(operation) !== undefined);
  const chosen = withKeys[Math.floor(pick / 3) % withKeys.length];
  return chosen === undefined || pick % 3 > 0 ? chosen : otherwise(chosen);
}

/** Returns an operation with the same idempotency key and other content. */
function otherwise(operation: Operation): Operation {
  switch (operation.kind) {
    case 'sendMessage':
      return { ...operation, text: `not ${operation.text}` };
    case 'startInteraction':
    case 'acceptInteraction':
      return { ...operation, nickname: `not ${operation.nickname ?? 'silent'}` };
    case 'inviteUser':
      return { ...operation, agentId: operation.agentId === 'ada' ? 'bob' : 'ada' };
    case 'singleStepTransfer':
      return {
        ...operation,
        to:
          'skill' in operation.to && operation.to.skill === 'tech' ? { skill: 'billing' } : { skill: 'tech' },
      };
    case 'updateAttachedData':
      return { ...operation, attributes: { ...operation.attributes, other: true } };
    case 'completeInteraction':
      return { ...operation, workCodes: [{ group: 'other', name: 'other' }] };
    case 'rejectInteraction':
    case 'leaveConference':
    case 'endChatSession': {
      // These operations have no other content, so the key is used with another operation.
      const { agent, interaction, key = '' } = operation;
      return { kind: 'updateAttachedData', agent, interaction, key, attributes: { other: true } };
    }
    default:
      return operation;
  }
}

/** Returns all operations of a kind; without `wild`, only those that are likely to be allowed. */
function operationsOf(model: ModelState, kind: Kind, wild: boolean): Operation[] {
  const positions: InteractionRef[] = model.interactions.map((_, position) => position);
  const which: InteractionRef[] = wild ? [...positions, 'unknown', 'foreign'] : positions;
  const byAgents = agentNames.flatMap((agent) => which.map((interaction) => ({ agent, interaction })));
  const byCustomers = customerNames.flatMap((customer) =>
    which.map((interaction) => ({ customer, interaction })),
  );
  const byAnyone = [
    ...byAgents.map(
      ({ agent: name, interaction }) => ({ by: { kind: 'agent', name }, interaction }) as const,
    ),
    ...byCustomers.map(
      ({ customer: name, interaction }) => ({ by: { kind: 'customer', name }, interaction }) as const,
    ),
  ];
  const people = wild ? [...agentNames, 'nobody'] : agentNames;
  const fields = wild ? [...skills, 'cooking'] : skills;
  switch (kind) {
    case 'startInteraction':
      return positions.length >= maxInteractions ? [] : starts;
    case 'leaveInteraction':
      return byCustomers.map((target) => ({ kind, ...target }));
    case 'sendMessage':
      return byAnyone.flatMap((target): Operation[] => [
        { kind, ...target, text: 'Hello, 🌍' },
        ...(target.by.kind === 'agent'
          ? [{ kind, ...target, text: 'between us', visibility: 'AGENTS' } as const]
          : []),
        ...(wild ? [{ kind, ...target, text: ' \n' }] : []),
      ]);
    case 'sendStartTypingNotification':
    case 'sendStopTypingNotification':
      return byAnyone.map((target) => ({ kind, ...target }));
    case 'acceptInteraction':
      return byAgents.flatMap((target): Operation[] => [
        { kind, ...target },
        { kind, ...target, nickname: `Agent ${target.agent}` },
      ]);
    case 'rejectInteraction':
    case 'endChatSession':
      return byAgents.map((target) => ({ kind, ...target }));
    case 'inviteUser':
      return byAgents.flatMap((target) => people.map((agentId) => ({ kind, ...target, agentId })));
    case 'leaveConference':
      return byAgents.flatMap((target): Operation[] => [
        { kind, ...target },
        { kind, ...target, agentId: target.agent },
        ...(wild ? people.map((agentId) => ({ kind, ...target, agentId })) : []),
      ]);
    case 'singleStepTransfer':
      return byAgents.flatMap((target): Operation[] => [
        ...people.map((agentId) => ({ kind, ...target, to: { agentId } })),
        ...fields.map((skill) => ({ kind, ...target, to: { skill } })),
      ]);
    case 'updateAttachedData':
      return byAgents.flatMap((target): Operation[] => [
        { kind, ...target, attributes: { topic: 'bill', tags: ['a', { b: null }] } },
        { kind, ...target, attributes: { topic: null, from: { page: '/home' } } },
      ]);
    case 'completeInteraction':
      return byAgents.flatMap((target): Operation[] => [
        { kind, ...target },
        { kind, ...target, workCodes: [{ group: 'outcome', name: 'solved' }] },
      ]);
    case 'requestChatHistory':
      return byAgents.flatMap((target): Operation[] =>
        (wild ? (['none', 'own', 'of another', 'garbage'] as const) : (['none', 'own'] as const)).map(
          (event) => ({
            kind,
            ...target,
            event,
          }),
        ),
      );
    case 'setAgentState':
      return agentNames.flatMap((agent) => states.map((state) => ({ kind, agent, state })));
  }
}

const starts: Operation[] = customerNames.flatMap((customer) => {
  const kind = 'startInteraction';
  return [
    { kind, customer, type: 'WEBCHAT', skill: 'billing', nickname: customer, text: 'Good morning' },
    { kind, customer, type: 'WEBCHAT', attributes: { topic: 'order', page: 7 } },
    { kind, customer, type: 'SOCIAL_WHATSAPP', skill: 'tech' },
    { kind, customer, type: 'VOICE', skill: 'billing' },
  ] as const;
});
