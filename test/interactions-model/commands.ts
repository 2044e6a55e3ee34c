import fc from 'fast-check';
import { isOpen } from './model.ts';
import { keyOf, type KeyedOperation, type Kind, type Operation, type Which } from './operation.ts';
import type { AgentSetup, Presence, World } from './world.ts';

export const agentNames = ['ada', 'bob', 'cyd'] as const;
export const customerNames = ['ann', 'ben'] as const;
const skills = ['billing', 'tech'] as const;
const states: readonly Presence[] = ['IDLE', 'UNAVAILABLE', 'LOGGED_OFF'];
/** Enough for one to wait while others are worked on. */
const maxInteractions = 5;

/**
 * What is to be done, before it is known what there is to do it to: `pick` chooses among what the model would let happen, or, `wild`,
 * among everything, most of which is refused. So sequences get far, and still shrink.
 */
export interface Command {
  readonly kind: Kind | 'repeat';
  readonly wild: boolean;
  readonly pick: number;
  readonly keyed: boolean;
}

/** What there is before the first operation. */
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

/** Makes an operation of a command; undefined if there is nothing to do it to. */
export function resolve(
  world: World,
  { kind, wild, pick, keyed }: Command,
  earlier: readonly Operation[],
): Operation | undefined {
  if (kind === 'repeat') return repetition(earlier, pick);
  // Without an interaction there is little to do.
  const all = operationsOf(world, world.interactions.length === 0 && !wild ? 'startInteraction' : kind, wild);
  const possible = wild ? all : all.filter((operation) => isOpen(world, operation));
  const chosen = possible[pick % possible.length];
  if (chosen === undefined || !keyed || !takesKey(chosen)) return chosen;
  return { ...chosen, key: `key ${earlier.length}` };
}

const takesKey = (operation: Operation): operation is KeyedOperation =>
  !operation.kind.includes('Typing') &&
  operation.kind !== 'requestChatHistory' &&
  operation.kind !== 'setAgentState';

/** The same again, as after an answer that got lost, or with the key for something else. */
function repetition(earlier: readonly Operation[], pick: number): Operation | undefined {
  const withKeys = earlier.filter((operation) => keyOf(operation) !== undefined);
  const chosen = withKeys[Math.floor(pick / 3) % withKeys.length];
  return chosen === undefined || pick % 3 > 0 ? chosen : otherwise(chosen);
}

/** The same key for other content. */
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
      // It has no other content: the key comes with another operation.
      const { agent, interaction, key = '' } = operation;
      return { kind: 'updateAttachedData', agent, interaction, key, attributes: { other: true } };
    }
    default:
      return operation;
  }
}

/** Every way to do something, or, not `wild`, those that may well be allowed. */
function operationsOf(world: World, kind: Kind, wild: boolean): Operation[] {
  const places: Which[] = world.interactions.map((_, place) => place);
  const which: Which[] = wild ? [...places, 'unknown', 'foreign'] : places;
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
      return places.length >= maxInteractions ? [] : starts;
    case 'leaveInteraction':
      return byCustomers.map((who) => ({ kind, ...who }));
    case 'sendMessage':
      return byAnyone.flatMap((who): Operation[] => [
        { kind, ...who, text: 'Hello, 🌍' },
        ...(who.by.kind === 'agent'
          ? [{ kind, ...who, text: 'between us', visibility: 'AGENTS' } as const]
          : []),
        ...(wild ? [{ kind, ...who, text: ' \n' }] : []),
      ]);
    case 'sendStartTypingNotification':
    case 'sendStopTypingNotification':
      return byAnyone.map((who) => ({ kind, ...who }));
    case 'acceptInteraction':
      return byAgents.flatMap((who): Operation[] => [
        { kind, ...who },
        { kind, ...who, nickname: `Agent ${who.agent}` },
      ]);
    case 'rejectInteraction':
    case 'endChatSession':
      return byAgents.map((who) => ({ kind, ...who }));
    case 'inviteUser':
      return byAgents.flatMap((who) => people.map((agentId) => ({ kind, ...who, agentId })));
    case 'leaveConference':
      return byAgents.flatMap((who): Operation[] => [
        { kind, ...who },
        { kind, ...who, agentId: who.agent },
        ...(wild ? people.map((agentId) => ({ kind, ...who, agentId })) : []),
      ]);
    case 'singleStepTransfer':
      return byAgents.flatMap((who): Operation[] => [
        ...people.map((agentId) => ({ kind, ...who, to: { agentId } })),
        ...fields.map((skill) => ({ kind, ...who, to: { skill } })),
      ]);
    case 'updateAttachedData':
      return byAgents.flatMap((who): Operation[] => [
        { kind, ...who, attributes: { topic: 'bill', tags: ['a', { b: null }] } },
        { kind, ...who, attributes: { topic: null, from: { page: '/home' } } },
      ]);
    case 'completeInteraction':
      return byAgents.flatMap((who): Operation[] => [
        { kind, ...who },
        { kind, ...who, workCodes: [{ group: 'outcome', name: 'solved' }] },
      ]);
    case 'requestChatHistory':
      return byAgents.flatMap((who): Operation[] =>
        (wild ? (['none', 'own', 'of another', 'garbage'] as const) : (['none', 'own'] as const)).map(
          (event) => ({
            kind,
            ...who,
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
