import type { Operation } from './operation.ts';

const interactionFields = `
  id status endReason skill attributes owner { username }
  participants { participantId role nickname leftAt agent { username } }`;

const payload = `{
  status statusCode statusMessage result
  interaction { ${interactionFields} }
  event { __typename eventId }
}`;

const eventFields = `
  __typename eventId sequence interactionId by
  ... on ParticipantJoined { participant { participantId } }
  ... on ParticipantLeft { participant { participantId } }
  ... on StatusChanged { status }
  ... on OwnerChanged { owner { participantId } }
  ... on AttachedDataChanged { attributes }
  ... on ChatMessage { text nickname role visibility clientMessageId }`;

export const stateQuery = `{
  interactions(first: 100) { nodes { ${interactionFields} } }
  agents(first: 100) { nodes { username state taskCount focusTask { state interaction { id } } } }
}`;

/** Returns a query for the interactions that are visible to the caller. An agent also sees offered interactions. */
export const visibilityQuery = (count: number): string => lookUp(count, () => 'id');

/** Returns a query for all fields of these interactions that the caller may read. */
export const historyQuery = (count: number): string =>
  lookUp(
    count,
    () =>
      `id attributes events(first: 100) { nodes { ${eventFields} } pageInfo { hasNextPage } } messages(first: 100) { totalCount nodes { eventId } }`,
  );

const lookUp = (count: number, fields: () => string): string => {
  const positions = Array.from({ length: count }, (_, position) => position);
  return `query (${positions.map((position) => `$i${position}: ID!`).join(' ')}) {
    ${positions.map((position) => `i${position}: interaction(id: $i${position}) { ${fields()} }`).join('\n')}
  }`;
};

export const upsertAgentsMutation = (names: readonly string[]): string =>
  `mutation (${names.map((name) => `$${name}: AgentInput!`).join(' ')}) {
    ${names.map((name) => `${name}: upsertAgent(input: $${name}) { status }`).join('\n')}
  }`;

export const setStateMutation =
  'mutation ($state: AgentState!) { setAgentState(state: $state) { agent { state } } }';

/** Arguments with their types, by operation. Except for `id`, an argument has the name of the operation's property. */
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

export interface OperationRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Maps the indexes of the model to the ids of the system. */
export interface IdLookup {
  readonly idOf: (interaction: number | 'unknown' | 'foreign') => string;
  readonly eventOf: (choice: string, interaction: number | 'unknown' | 'foreign') => string | undefined;
}

export function requestFor(operation: Operation, { idOf, eventOf }: IdLookup): OperationRequest {
  if (operation.kind === 'setAgentState')
    return { query: setStateMutation, variables: { state: operation.state } };
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
  // An absent argument is omitted: an explicit null would not use the argument's default.
  const used = all.filter((argument) => values[nameOf(argument)] !== undefined);
  return {
    query: `mutation (${used.map((argument) => `$${argument}`).join(', ')}) {
      answer: ${kind}(${used.map((argument) => `${nameOf(argument)}: $${nameOf(argument)}`).join(', ')}) ${payload}
    }`,
    variables: Object.fromEntries(used.map((argument) => [nameOf(argument), values[nameOf(argument)]])),
  };
}

const nameOf = (argument: string): string => argument.slice(0, argument.indexOf(':'));
