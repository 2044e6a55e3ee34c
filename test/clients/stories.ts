/** Operations of the stories, by name. Relay requires the kind of the operation as the end of its name. */
export const operations = {
  AcceptMutation: `mutation AcceptMutation($id: ID!) {
    acceptInteraction(id: $id, nickname: "Ann") { status interaction { id status } }
  }`,
  AgentQuery: 'query AgentQuery { currentAgent { id username state stateReason } }',
  EventsSubscription: `subscription EventsSubscription($id: ID!) {
    interactionEvents(id: $id, fromStart: true) {
      __typename id interaction { id status } ... on ChatMessage { text } ... on StatusChanged { status }
    }
  }`,
  InteractionQuery: `query InteractionQuery($id: ID!) {
    interaction(id: $id) { id subject status participants { participantId nickname } }
  }`,
  ListQuery: `query ListQuery($first: Int!, $after: String) {
    interactions(filter: { isIn: true }, order: ASC, first: $first, after: $after) {
      nodes { id subject } pageInfo { hasNextPage endCursor } totalCount
    }
  }`,
  MessagesQuery: `query MessagesQuery($id: ID!, $last: Int!, $before: String) {
    interaction(id: $id) {
      id messages(last: $last, before: $before) { nodes { id text } pageInfo { hasPreviousPage startCursor } }
    }
  }`,
  MessagesSubscription: `subscription MessagesSubscription($id: ID!) {
    messageAdded(id: $id, fromStart: true) { id text }
  }`,
  NodeQuery: 'query NodeQuery($id: ID!) { node(id: $id) { id ... on Interaction { subject status } } }',
  SendMutation: `mutation SendMutation($id: ID!, $text: String!, $key: ID) {
    sendMessage(id: $id, text: $text, clientMessageId: $key) {
      status event { id ... on ChatMessage { text clientMessageId } }
    }
  }`,
  StartMutation: `mutation StartMutation($input: StartInteractionInput!) {
    startInteraction(input: $input) { status interaction { id status subject } }
  }`,
  StateAndStartMutation: `mutation StateAndStartMutation($reason: String!, $input: StartInteractionInput!) {
    setAgentState(state: UNAVAILABLE, reason: $reason) { status agent { id stateReason } }
    startInteraction(input: $input) { status interaction { id } }
  }`,
  StateMutation: `mutation StateMutation($state: AgentState!, $reason: String) {
    setAgentState(state: $state, reason: $reason) { status agent { id state stateReason } }
  }`,
} as const;

export type OperationName = keyof typeof operations;
/** A caller of a story. Each has a client of its own. */
export type Who = 'ann' | 'alice';
type Values = Readonly<Record<string, unknown>>;

/** A step of a story. The text `$name` among variables or expected values is the value that an earlier step has saved. */
export type Step =
  | {
      readonly as: Who;
      readonly operation: OperationName;
      readonly variables?: Values;
      /** Expected part of the data. */
      readonly data?: Values;
      /** Expected error codes. Default: none. */
      readonly errors?: readonly string[];
      /** Names of values to save, with their paths in the data. */
      readonly save?: Readonly<Record<string, string>>;
    }
  | { readonly as: Who; readonly subscribe: OperationName; readonly variables: Values }
  /** Waits until the subscription has received so many events. */
  | { readonly receives: OperationName; readonly count: number }
  /** Waits for the last of these events, and expects exactly these events in this order. */
  | { readonly receives: OperationName; readonly events: readonly Values[] }
  | { readonly fails: OperationName; readonly errors: readonly string[] }
  /** Breaks all connections of subscriptions without a close frame. */
  | { readonly cut: true }
  /** Sets how long the server accepts the caller's next tokens. Negative for expired tokens. */
  | { readonly as: Who; readonly tokenAcceptedSeconds: number }
  /** Waits until the subscription has connected again with another token. */
  | { readonly reconnects: OperationName };

export interface Story {
  readonly name: string;
  readonly steps: readonly Step[];
}

const start = (subject: string): readonly Step[] => [
  {
    as: 'alice',
    operation: 'StartMutation',
    variables: { input: { subject, text: 'Hello', nickname: 'Alice' } },
    data: { startInteraction: { status: 'OK', interaction: { subject } } },
    save: { id: 'startInteraction.interaction.id' },
  },
  {
    as: 'ann',
    operation: 'AcceptMutation',
    variables: { id: '$id' },
    data: { acceptInteraction: { status: 'OK', interaction: { id: '$id', status: 'ACTIVE' } } },
  },
];
const signIn: Step = {
  as: 'ann',
  operation: 'StateMutation',
  variables: { state: 'IDLE' },
  data: { setAgentState: { status: 'OK' } },
};
const conversation: readonly Step[] = [signIn, ...start('A tent')];
const send = (as: Who, text: string): Step => ({
  as,
  operation: 'SendMutation',
  variables: { id: '$id', text },
  data: { sendMessage: { status: 'OK' } },
});
const textEvents = (texts: readonly string[]) => texts.map((text) => ({ messageAdded: { text } }));
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `message ${index + 1}`);

/** Whether the stories run with all clients, as in `npm run verify`. */
export const testsAllClients = process.env.STORY_CLIENTS === 'all';
/** Messages between two breaks, and the number of breaks. */
const [batch, cuts] = [25, testsAllClients ? 8 : 2];

/** The stories that every client of GraphQL passes. The caller `ann` is an agent, and `alice` a customer. */
export const stories: readonly Story[] = [
  {
    name: 'list',
    steps: [
      ...conversation,
      ...start('A stove'),
      {
        as: 'ann',
        operation: 'ListQuery',
        variables: { first: 1 },
        data: {
          interactions: { nodes: [{ subject: 'A tent' }], pageInfo: { hasNextPage: true }, totalCount: 2 },
        },
        save: { after: 'interactions.pageInfo.endCursor' },
      },
      {
        as: 'ann',
        operation: 'ListQuery',
        variables: { first: 1, after: '$after' },
        data: { interactions: { nodes: [{ subject: 'A stove' }], pageInfo: { hasNextPage: false } } },
      },
    ],
  },
  {
    name: 'page back',
    steps: [
      ...conversation,
      ...['one', 'two', 'three'].map((text) => send('alice', text)),
      {
        as: 'alice',
        operation: 'MessagesQuery',
        variables: { id: '$id', last: 2 },
        data: {
          interaction: {
            messages: { nodes: [{ text: 'two' }, { text: 'three' }], pageInfo: { hasPreviousPage: true } },
          },
        },
        save: { before: 'interaction.messages.pageInfo.startCursor' },
      },
      {
        as: 'alice',
        operation: 'MessagesQuery',
        variables: { id: '$id', last: 2, before: '$before' },
        data: {
          interaction: {
            messages: { nodes: [{ text: 'Hello' }, { text: 'one' }], pageInfo: { hasPreviousPage: false } },
          },
        },
      },
    ],
  },
  {
    name: 'one record',
    steps: [
      ...conversation,
      {
        as: 'ann',
        operation: 'InteractionQuery',
        variables: { id: '$id' },
        data: {
          interaction: {
            subject: 'A tent',
            status: 'ACTIVE',
            participants: [
              { participantId: 'p1', nickname: 'Alice' },
              { participantId: 'p2', nickname: 'Ann' },
            ],
          },
        },
      },
      {
        as: 'ann',
        operation: 'NodeQuery',
        variables: { id: '$id' },
        data: { node: { id: '$id', subject: 'A tent', status: 'ACTIVE' } },
      },
    ],
  },
  {
    name: 'mutate',
    steps: [
      signIn,
      { as: 'ann', operation: 'AgentQuery', data: { currentAgent: { username: 'ann', state: 'IDLE' } } },
      {
        as: 'ann',
        operation: 'StateMutation',
        variables: { state: 'UNAVAILABLE', reason: 'Lunch' },
        data: { setAgentState: { status: 'OK', agent: { state: 'UNAVAILABLE', stateReason: 'Lunch' } } },
      },
      // A cache that kept the result of the first query would return IDLE.
      {
        as: 'ann',
        operation: 'AgentQuery',
        data: { currentAgent: { state: 'UNAVAILABLE', stateReason: 'Lunch' } },
      },
    ],
  },
  {
    name: 'refused',
    steps: [
      ...conversation,
      {
        as: 'ann',
        operation: 'AcceptMutation',
        variables: { id: '$id' },
        data: {
          acceptInteraction: { status: 'ALREADY_ACCEPTED', interaction: { id: '$id', status: 'ACTIVE' } },
        },
      },
    ],
  },
  {
    name: 'partial error',
    steps: [
      {
        as: 'ann',
        operation: 'StateAndStartMutation',
        variables: { reason: 'Break', input: { subject: 'A tent' } },
        data: {
          setAgentState: { status: 'OK', agent: { stateReason: 'Break' } },
          startInteraction: null,
        },
        errors: ['FORBIDDEN'],
      },
    ],
  },
  {
    name: 'start',
    steps: [
      {
        as: 'alice',
        operation: 'StartMutation',
        variables: { input: { subject: 'A tent', clientInteractionId: 'first' } },
        data: { startInteraction: { status: 'OK', interaction: { status: 'QUEUED' } } },
        save: { id: 'startInteraction.interaction.id' },
      },
      {
        as: 'alice',
        operation: 'StartMutation',
        variables: { input: { subject: 'A tent', clientInteractionId: 'first' } },
        data: { startInteraction: { status: 'OK', interaction: { id: '$id' } } },
      },
    ],
  },
  {
    name: 'send',
    steps: [
      ...conversation,
      {
        as: 'alice',
        operation: 'SendMutation',
        variables: { id: '$id', text: 'Is it green? 🏕', key: 'k1' },
        data: { sendMessage: { status: 'OK', event: { text: 'Is it green? 🏕', clientMessageId: 'k1' } } },
        save: { event: 'sendMessage.event.id' },
      },
      {
        as: 'alice',
        operation: 'SendMutation',
        variables: { id: '$id', text: 'Is it green? 🏕', key: 'k1' },
        data: { sendMessage: { status: 'OK', event: { id: '$event' } } },
      },
      {
        as: 'alice',
        operation: 'SendMutation',
        variables: { id: '$id', text: 'Other text', key: 'k1' },
        data: { sendMessage: { status: 'IDEMPOTENCY_CONFLICT', event: null } },
      },
    ],
  },
  {
    name: 'follow',
    steps: [
      ...conversation,
      { as: 'alice', subscribe: 'EventsSubscription', variables: { id: '$id' } },
      { receives: 'EventsSubscription', count: 4 },
      send('ann', 'Hello Alice'),
      {
        receives: 'EventsSubscription',
        events: [
          { __typename: 'ParticipantJoined' },
          { __typename: 'StatusChanged', status: 'QUEUED' },
          { __typename: 'ChatMessage', text: 'Hello' },
          { __typename: 'StatusChanged', status: 'ALERTING' },
          { __typename: 'ParticipantJoined' },
          { __typename: 'StatusChanged', status: 'ACTIVE' },
          { __typename: 'ChatMessage', text: 'Hello Alice', interaction: { id: '$id', status: 'ACTIVE' } },
        ].map((interactionEvents) => ({ interactionEvents })),
      },
    ],
  },
  {
    name: 'cut and resume',
    steps: [
      ...conversation,
      { as: 'alice', subscribe: 'MessagesSubscription', variables: { id: '$id' } },
      ...Array.from({ length: cuts }, (_, cut): readonly Step[] => [
        ...numbered((cut + 1) * batch)
          .slice(cut * batch)
          .map((text) => send('ann', text)),
        // The subscription has resumed since the last break, and is still receiving.
        { receives: 'MessagesSubscription', count: cut * batch + 2 },
        { cut: true },
      ]).flat(),
      { receives: 'MessagesSubscription', events: textEvents(['Hello', ...numbered(cuts * batch)]) },
    ],
  },
  {
    name: 'token renewed',
    steps: [
      ...conversation,
      { as: 'alice', tokenAcceptedSeconds: 3 },
      { as: 'alice', subscribe: 'MessagesSubscription', variables: { id: '$id' } },
      { receives: 'MessagesSubscription', count: 1 },
      { as: 'alice', tokenAcceptedSeconds: 3600 },
      { reconnects: 'MessagesSubscription' },
      send('alice', 'Still here'),
      { receives: 'MessagesSubscription', events: textEvents(['Hello', 'Still here']) },
    ],
  },
  {
    name: 'signed out',
    steps: [
      ...conversation,
      { as: 'alice', tokenAcceptedSeconds: -10 },
      {
        as: 'alice',
        operation: 'InteractionQuery',
        variables: { id: '$id' },
        errors: ['UNAUTHENTICATED'],
      },
      { as: 'alice', subscribe: 'MessagesSubscription', variables: { id: '$id' } },
      { fails: 'MessagesSubscription', errors: ['UNAUTHENTICATED'] },
      { as: 'alice', tokenAcceptedSeconds: 3600 },
      {
        as: 'alice',
        operation: 'InteractionQuery',
        variables: { id: '$id' },
        data: { interaction: { subject: 'A tent' } },
      },
    ],
  },
];
