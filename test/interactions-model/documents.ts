import type { Operation } from './operation.ts';

const interactionFields = `
  id status endReason skill attributes owner { username }
  participants { id role nickname leftAt agent { username } }`;

const payload = `{
  status statusCode statusMessage result
  interaction { ${interactionFields} }
  event { __typename eventId }
}`;

const eventFields = `
  __typename eventId sequence interactionId by
  ... on ParticipantJoined { participant { id } }
  ... on ParticipantLeft { participant { id } }
  ... on StatusChanged { status }
  ... on OwnerChanged { owner { id } }
  ... on AttachedDataChanged { attributes }
  ... on ChatMessage { text nickname role visibility clientMessageId }`;

export const watchAll = `{
  interactions(first: 100) { nodes { ${interactionFields} } }
  agents(first: 100) { nodes { username state taskCount focusTask { state interaction { id } } } }
}`;

/** Which of these interactions the caller may see; an agent, also those that are only offered. */
export const seeWhich = (count: number): string => lookUp(count, () => 'id');

/** All that the caller is shown of these interactions. */
export const readAll = (count: number): string =>
  lookUp(
    count,
    () => `id attributes history { ${eventFields} } messages(first: 100) { totalCount nodes { eventId } }`,
  );

const lookUp = (count: number, fields: () => string): string => {
  const places = Array.from({ length: count }, (_, place) => place);
  return `query (${places.map((place) => `$i${place}: ID!`).join(' ')}) {
    ${places.map((place) => `i${place}: interaction(id: $i${place}) { ${fields()} }`).join('\n')}
  }`;
};

export const setUpAgents = (names: readonly string[]): string =>
  `mutation (${names.map((name) => `$${name}: AgentInput!`).join(' ')}) {
    ${names.map((name) => `${name}: upsertAgent(input: $${name}) { username }`).join('\n')}
  }`;

export const signIn = 'mutation ($state: AgentState!) { setAgentState(state: $state) { state } }';

/** Arguments with their types, by operation; all but `id` have the names of the operation's own properties. */
const signatures: Record<Exclude<Operation['kind'], 'startInteraction' | 'setAgentState'>, string> = {
  leaveInteraction: '',
  sendMessage: 'text: String!, visibility: Visibility!, clientMessageId: ID',
  sendStartTypingNotification: '',
  sendStopTypingNotification: '',
  acceptInteraction: 'nickname: String',
  rejectInteraction: '',
  inviteUser: 'agentId: ID!',
  leaveConference: 'agentId: ID',
  singleStepTransfer: 'to: TransferTarget!',
  endChatSession: '',
  updateAttachedData: 'attributes: JSON!',
  completeInteraction: 'workCodes: [WorkCodeInput!]',
  requestChatHistory: 'eventId: ID',
};
const keyless = new Set([
  'sendMessage',
  'sendStartTypingNotification',
  'sendStopTypingNotification',
  'requestChatHistory',
]);

export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What only the system knows: the ids behind the model's numbers. */
export interface Names {
  readonly idOf: (interaction: number | 'unknown' | 'foreign') => string;
  readonly eventOf: (choice: string, interaction: number | 'unknown' | 'foreign') => string | undefined;
}

export function ask(operation: Operation, { idOf, eventOf }: Names): Asked {
  if (operation.kind === 'setAgentState') return { query: signIn, variables: { state: operation.state } };
  if (operation.kind === 'startInteraction') {
    const { kind: _, customer: __, key, ...input } = operation;
    return {
      query: `mutation ($input: StartInteractionInput!) { answer: startInteraction(input: $input) ${payload} }`,
      variables: { input: { ...input, ...(key === undefined ? {} : { clientInteractionId: key }) } },
    };
  }
  const { kind, interaction } = operation;
  const given = signatures[kind].split(', ').filter((argument) => argument !== '');
  const all = ['id: ID!', ...given, ...(keyless.has(kind) ? [] : ['idempotencyKey: ID'])];
  const values: Record<string, unknown> = {
    ...operation,
    id: idOf(interaction),
    idempotencyKey: 'key' in operation ? operation.key : undefined,
    clientMessageId: 'key' in operation ? operation.key : undefined,
    eventId: 'event' in operation ? eventOf(operation.event, interaction) : undefined,
  };
  // What is not given is not named: null and left out are not the same to a default.
  const used = all.filter((argument) => values[nameOf(argument)] !== undefined);
  return {
    query: `mutation (${used.map((argument) => `$${argument}`).join(', ')}) {
      answer: ${kind}(${used.map((argument) => `${nameOf(argument)}: $${nameOf(argument)}`).join(', ')}) ${payload}
    }`,
    variables: Object.fromEntries(used.map((argument) => [nameOf(argument), values[nameOf(argument)]])),
  };
}

const nameOf = (argument: string): string => argument.slice(0, argument.indexOf(':'));
