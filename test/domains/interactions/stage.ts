import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

/** The answer of an operation, with the fields that tests read. */
export interface Answer {
  readonly statusCode: number;
  readonly statusMessage: string | null;
  readonly status: string;
  readonly result: 'ok' | 'error';
  readonly retryAfter: number | null;
  readonly interaction: {
    readonly id: string;
    readonly status: string;
    readonly endReason: string | null;
  } | null;
  readonly event: { readonly __typename: string; readonly eventId: string; readonly sequence: number } | null;
}

const answer = `{ statusCode statusMessage status result retryAfter
  interaction { id status endReason } event { __typename eventId sequence } }`;

/** Everything of an event. */
export const everyEvent = `{ __typename eventId sequence interactionId at by
  ... on ChatMessage { text nickname role clientMessageId visibility }
  ... on ParticipantJoined { participant { id role nickname joinedAt leftAt agent { username } } }
  ... on ParticipantLeft { participant { id role nickname joinedAt leftAt agent { username } } }
  ... on StatusChanged { status }
  ... on OwnerChanged { owner { id nickname agent { username } } }
  ... on AttachedDataChanged { attributes } }`;

export interface Event {
  readonly __typename: string;
  readonly eventId: string;
  readonly sequence: number;
  readonly by: string | null;
  readonly text?: string | null;
  readonly nickname?: string | null;
  readonly status?: string;
  readonly participant?: { readonly id: string; readonly role: string; readonly nickname: string | null };
  readonly owner?: { readonly id: string; readonly nickname: string | null } | null;
  readonly attributes?: unknown;
  readonly [name: string]: unknown;
}

/** A literal of GraphQL; upper-case words that are asked to be so stay enums. */
const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value instanceof Enum) return value.word;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, of]) => of !== undefined)
      .map(([name, of]) => `${name}: ${literal(of)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
};

class Enum {
  readonly word: string;
  constructor(word: string) {
    this.word = word;
  }
}
export const word = (text: string): Enum => new Enum(text);

/** The events of one subscription, in order. */
export interface Heard<Item> {
  readonly all: Item[];
  /** The next that was not taken yet; waits for it. */
  next(): Promise<Item>;
  /** Takes until one fits, and gives it. */
  until(fits: (item: Item) => boolean): Promise<Item>;
  /** How it ended: with errors, or with none. */
  readonly ended: Promise<
    readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
  >;
  stop(): void;
}

export interface Person {
  readonly token: string;
  readonly name: string;
  /** An operation on interactions. */
  do(operation: string, args?: Record<string, unknown>): Promise<Answer>;
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** Follows a subscription's only field. */
  hear<Item = Event>(subscription: string, variables?: Record<string, unknown>): Heard<Item>;
  setState(state: string, reason?: string): Promise<void>;
}

export interface Stage {
  readonly server: TestServer;
  agent(
    name: string,
    options?: { skills?: readonly string[]; maxConcurrent?: number; scopes?: string },
  ): Promise<Person>;
  customer(name: string, scopes?: string): Promise<Person>;
  person(name: string, scopes: string): Promise<Person>;
  /** A customer's chat that an agent has. */
  conversation(customer: Person, agent: Person, input?: Record<string, unknown>): Promise<string>;
  stop(): Promise<void>;
}

const agentScopes = 'chat.agent interaction.agent agent.view';

/** A server, and people of one tenant who use it as people do: operations over HTTP, subscriptions over a WebSocket. */
export async function openStage(
  testFile: string,
  settings: Record<string, string> = {},
  tenant = 'acme',
): Promise<Stage> {
  const server = await startTestServer(testFile, settings);
  const clients: Client[] = [];

  function hear<Item>(token: string, query: string, variables: Record<string, unknown>): Heard<Item> {
    const client = createClient({
      url: server.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
      lazy: true,
    });
    clients.push(client);
    const all: Item[] = [];
    let taken = 0;
    let wake: () => void = () => undefined;
    let end: (errors: Awaited<Heard<Item>['ended']>) => void = () => undefined;
    const ended = new Promise<Awaited<Heard<Item>['ended']>>((resolve) => (end = resolve));
    const stop = client.subscribe<Record<string, Item>>(
      { query, variables },
      {
        next({ data, errors }) {
          if (errors !== undefined) throw new Error(JSON.stringify(errors));
          if (data != null) all.push(...Object.values(data));
          wake();
        },
        error(error) {
          end(Array.isArray(error) ? (error as Awaited<Heard<Item>['ended']>) : [{ message: String(error) }]);
          wake();
        },
        complete() {
          end([]);
          wake();
        },
      },
    );
    let isOver = false;
    void ended.then(() => (isOver = true));
    const next = async (): Promise<Item> => {
      for (;;) {
        const item = all[taken];
        if (item !== undefined) {
          taken++;
          return item;
        }
        if (isOver) throw new Error(`It ended: ${JSON.stringify(await ended)}, after ${JSON.stringify(all)}`);
        await new Promise<void>((resolve) => (wake = resolve));
        await Promise.resolve();
      }
    };
    return {
      all,
      next,
      ended,
      stop,
      async until(fits) {
        for (;;) {
          const item = await next();
          if (fits(item)) return item;
        }
      },
    };
  }

  async function person(name: string, scopes: string): Promise<Person> {
    const token = await tokenFor(scopes, { subject: name, tenant });
    return {
      token,
      name,
      async do(operation, args = {}) {
        const given = Object.entries(args)
          .filter(([, value]) => value !== undefined)
          .map(([key, value]) => `${key}: ${literal(value)}`);
        const call = given.length === 0 ? operation : `${operation}(${given.join(', ')})`;
        const { answered } = await server.data<{ answered: Answer }>(
          `mutation { answered: ${call} ${answer} }`,
          {},
          token,
        );
        return answered;
      },
      ask: (query, variables = {}) => server.data(query, variables, token),
      hear: (subscription, variables = {}) => hear(token, subscription, variables),
      async setState(state, reason) {
        await server.data(
          'mutation($state: AgentState!, $reason: String) { setAgentState(state: $state, reason: $reason) { state } }',
          { state, reason },
          token,
        );
      },
    };
  }

  return {
    server,
    person,
    customer: (name, scopes = 'chat.customer') => person(name, scopes),
    async agent(name, { skills = [], maxConcurrent = 1, scopes = agentScopes } = {}) {
      const manager = await tokenFor('agent.manage', { subject: 'manager', tenant });
      await server.data(
        'mutation($input: AgentInput!) { upsertAgent(input: $input) { id } }',
        { input: { username: name, nickname: `${name} the agent`, skills, maxConcurrent } },
        manager,
      );
      return person(name, scopes);
    },
    async conversation(customer, agent, input = {}) {
      await agent.setState('IDLE');
      const started = await customer.do('startInteraction', { input });
      const id = started.interaction?.id;
      if (id === undefined) throw new Error(`Not started: ${JSON.stringify(started)}`);
      const accepted = await agent.do('acceptInteraction', { id });
      if (accepted.status !== 'OK') throw new Error(`Not accepted: ${JSON.stringify(accepted)}`);
      return id;
    },
    async stop() {
      for (const client of clients) await client.dispose();
      await server.stop();
    },
  };
}
