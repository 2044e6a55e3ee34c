import { createClient, type Client as WebSocketClient } from 'graphql-ws';
import WebSocket from 'ws';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

/** The payload of a mutation, with the fields that tests read. */
export interface OperationPayload {
  readonly statusCode: number;
  readonly statusMessage: string | null;
  readonly status: string;
  readonly result: 'ok' | 'error';
  readonly field: readonly string[] | null;
  readonly retryAfter: number | null;
  readonly interaction: {
    readonly id: string;
    readonly status: string;
    readonly endReason: string | null;
  } | null;
  readonly event: { readonly __typename: string; readonly eventId: string; readonly sequence: number } | null;
}

const payloadSelection = `{ statusCode statusMessage status result field retryAfter
  interaction { id status endReason } event { __typename eventId sequence } }`;

/** Selects all fields of an event. */
export const eventSelection = `{ __typename id eventId sequence interactionId at by
  ... on ChatMessage { text nickname role clientMessageId visibility }
  ... on ParticipantJoined { participant { participantId role nickname joinedAt leftAt agent { username } } }
  ... on ParticipantLeft { participant { participantId role nickname joinedAt leftAt agent { username } } }
  ... on StatusChanged { status }
  ... on OwnerChanged { owner { participantId nickname agent { username } } }
  ... on AttachedDataChanged { attributes } }`;

export interface Event {
  readonly __typename: string;
  readonly id: string;
  readonly eventId: string;
  readonly sequence: number;
  readonly by: string | null;
  readonly text?: string | null;
  readonly nickname?: string | null;
  readonly status?: string;
  readonly participant?: {
    readonly participantId: string;
    readonly role: string;
    readonly nickname: string | null;
  };
  readonly owner?: { readonly participantId: string; readonly nickname: string | null } | null;
  readonly attributes?: unknown;
  readonly [name: string]: unknown;
}

interface EventPage {
  readonly interaction: {
    readonly events: {
      readonly nodes: readonly Event[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}

/** Reads all events that the client may see, page by page. @param after the cursor after which to start */
export async function historyOf(client: TestClient, id: string, after?: string): Promise<Event[]> {
  const events: Event[] = [];
  for (let cursor: string | null = after ?? null; ;) {
    const { interaction }: EventPage = await client.request<EventPage>(
      `query($id: ID!, $after: String) { interaction(id: $id) {
        events(first: 100, after: $after) { nodes ${eventSelection} pageInfo { hasNextPage endCursor } } } }`,
      { id, after: cursor },
    );
    events.push(...interaction.events.nodes);
    if (!interaction.events.pageInfo.hasNextPage) return events;
    cursor = interaction.events.pageInfo.endCursor;
  }
}

/** Returns the GraphQL literal of a value. Strings that are enum values must be wrapped with `enumValue`. */
const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value instanceof EnumValue) return value.name;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([name, field]) => `${name}: ${literal(field)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
};

class EnumValue {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}
export const enumValue = (name: string): EnumValue => new EnumValue(name);

/** An open subscription, with the items that it delivers in order. */
export interface TestSubscription<Item> {
  /** All items so far. */
  readonly received: Item[];
  /** Waits for the next item that was not returned yet. */
  next(): Promise<Item>;
  /** Skips items until one matches, and returns it. */
  until(matches: (item: Item) => boolean): Promise<Item>;
  /** Resolves with the errors when the subscription ends. */
  readonly ended: Promise<
    readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
  >;
  stop(): void;
}

export interface TestClient {
  readonly token: string;
  readonly name: string;
  /** Executes one mutation on interactions. */
  mutate(operation: string, args?: Record<string, unknown>): Promise<OperationPayload>;
  request<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** Opens a subscription with one root field, and delivers the values of this field. */
  subscribe<Item = Event>(subscription: string, variables?: Record<string, unknown>): TestSubscription<Item>;
  setState(state: string, reason?: string): Promise<void>;
}

export interface Harness {
  readonly server: TestServer;
  agent(
    name: string,
    options?: { skills?: readonly string[]; maxConcurrent?: number; scopes?: string },
  ): Promise<TestClient>;
  customer(name: string, scopes?: string): Promise<TestClient>;
  client(name: string, scopes: string): Promise<TestClient>;
  /** Starts an interaction that the agent accepts. Returns its id. */
  conversation(customer: TestClient, agent: TestClient, input?: Record<string, unknown>): Promise<string>;
  stop(): Promise<void>;
}

const agentScopes = 'chat.agent interaction.agent agent.view';

/** Starts a server, and creates clients of one tenant: operations use HTTP, and subscriptions use WebSockets. */
export async function openHarness(
  testFile: string,
  settings: Record<string, string> = {},
  tenant = 'acme',
): Promise<Harness> {
  const server = await startTestServer(testFile, settings);
  const webSockets: WebSocketClient[] = [];

  function subscribe<Item>(
    token: string,
    query: string,
    variables: Record<string, unknown>,
  ): TestSubscription<Item> {
    const webSocket = createClient({
      url: server.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
      lazy: true,
    });
    webSockets.push(webSocket);
    const received: Item[] = [];
    let returned = 0;
    let wake: () => void = () => undefined;
    let end: (errors: Awaited<TestSubscription<Item>['ended']>) => void = () => undefined;
    const ended = new Promise<Awaited<TestSubscription<Item>['ended']>>((resolve) => (end = resolve));
    const stop = webSocket.subscribe<Record<string, Item>>(
      { query, variables },
      {
        next({ data, errors }) {
          if (errors !== undefined) throw new Error(JSON.stringify(errors));
          if (data != null) received.push(...Object.values(data));
          wake();
        },
        error(error) {
          end(
            Array.isArray(error)
              ? (error as Awaited<TestSubscription<Item>['ended']>)
              : [{ message: String(error) }],
          );
          wake();
        },
        complete() {
          end([]);
          wake();
        },
      },
    );
    let hasEnded = false;
    void ended.then(() => (hasEnded = true));
    const next = async (): Promise<Item> => {
      for (;;) {
        const item = received[returned];
        if (item !== undefined) {
          returned++;
          return item;
        }
        if (hasEnded)
          throw new Error(
            `The subscription ended with ${JSON.stringify(await ended)} after ${JSON.stringify(received)}.`,
          );
        await new Promise<void>((resolve) => (wake = resolve));
        await Promise.resolve();
      }
    };
    return {
      received,
      next,
      ended,
      stop,
      async until(matches) {
        for (;;) {
          const item = await next();
          if (matches(item)) return item;
        }
      },
    };
  }

  async function client(name: string, scopes: string): Promise<TestClient> {
    const token = await tokenFor(scopes, { subject: name, tenant });
    return {
      token,
      name,
      async mutate(operation, args = {}) {
        const literals = Object.entries(args)
          .filter(([, value]) => value !== undefined)
          .map(([key, value]) => `${key}: ${literal(value)}`);
        const call = literals.length === 0 ? operation : `${operation}(${literals.join(', ')})`;
        const { payload } = await server.data<{ payload: OperationPayload }>(
          `mutation { payload: ${call} ${payloadSelection} }`,
          {},
          token,
        );
        return payload;
      },
      request: (query, variables = {}) => server.data(query, variables, token),
      subscribe: (subscription, variables = {}) => subscribe(token, subscription, variables),
      async setState(state, reason) {
        await server.data(
          'mutation($state: AgentState!, $reason: String) { setAgentState(state: $state, reason: $reason) { agent { state } } }',
          { state, reason },
          token,
        );
      },
    };
  }

  return {
    server,
    client,
    customer: (name, scopes = 'chat.customer') => client(name, scopes),
    async agent(name, { skills = [], maxConcurrent = 1, scopes = agentScopes } = {}) {
      const manager = await tokenFor('agent.manage', { subject: 'manager', tenant });
      await server.data(
        'mutation($input: AgentInput!) { upsertAgent(input: $input) { agent { id } } }',
        { input: { username: name, nickname: `${name} the agent`, skills, maxConcurrent } },
        manager,
      );
      return client(name, scopes);
    },
    async conversation(customer, agent, input = {}) {
      await agent.setState('IDLE');
      const started = await customer.mutate('startInteraction', { input });
      const id = started.interaction?.id;
      if (id === undefined) throw new Error(`The interaction was not started: ${JSON.stringify(started)}`);
      const accepted = await agent.mutate('acceptInteraction', { id });
      if (accepted.status !== 'OK')
        throw new Error(`The offer was not accepted: ${JSON.stringify(accepted)}`);
      return id;
    },
    async stop() {
      for (const webSocket of webSockets) await webSocket.dispose();
      await server.stop();
    },
  };
}
