import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';

export interface Recorded {
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** How it answers instead of executing. */
export type Behaviour = (response: ServerResponse, asked: Recorded) => void;

type Resolvers = Record<string, Record<string, unknown>>;

export const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@override", "@requires", "@authenticated", "@requiresScopes", "@cost", "@listSize"])`;

const isForSchema = (query: string): boolean => query.includes('_service');

/** Another team's subgraph in this process, as a test wants it to be: well, slow, hung, mad, gone and back. */
export class RemoteSubgraphServer {
  /** Operations that came over HTTP, but for those that ask for the schema. */
  readonly requests: Recorded[] = [];
  /** What each WebSocket began with. */
  readonly connectionParams: unknown[] = [];
  readonly upgrades: IncomingHttpHeaders[] = [];
  /** How often it was asked for its schema. */
  schemaRequests = 0;
  /** Instead of executing; the schema is told all the same. */
  behaviour: Behaviour | undefined;
  /** Instead of telling the schema. */
  schemaBehaviour: Behaviour | undefined;
  /** Whether a WebSocket that is asked for is left without an answer. */
  hangsOnUpgrade = false;
  #schema: GraphQLSchema;
  #server: Server | undefined;
  #sockets = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<Socket>();
  #port: number;

  private constructor(schema: GraphQLSchema, port: number) {
    this.#schema = schema;
    this.#port = port;
  }

  /** @param port a free one, if it is left out */
  static async start(typeDefs: string, resolvers: Resolvers = {}, port = 0): Promise<RemoteSubgraphServer> {
    const subgraph = new RemoteSubgraphServer(schemaOf(typeDefs, resolvers), port);
    await subgraph.start();
    return subgraph;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/graphql`;
  }

  /** WebSockets that are open. */
  get openSockets(): number {
    return this.#sockets.clients.size;
  }

  setSchema(typeDefs: string, resolvers: Resolvers = {}): void {
    this.#schema = schemaOf(typeDefs, resolvers);
  }

  /** At the port that it had. */
  async start(): Promise<void> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as Recorded;
        this.#answer(response, { headers: request.headers, query, variables });
      });
    });
    server.on('connection', (socket) => {
      this.#connections.add(socket);
      socket.on('close', () => this.#connections.delete(socket));
    });
    this.#sockets = new WebSocketServer({ noServer: true });
    useServer(
      {
        schema: () => this.#schema,
        onConnect: ({ connectionParams }) => {
          this.connectionParams.push(connectionParams);
        },
      },
      this.#sockets,
    );
    server.on('upgrade', (request, socket, head) => {
      this.upgrades.push(request.headers);
      if (this.hangsOnUpgrade) return;
      this.#sockets.handleUpgrade(request, socket, head, (ws) =>
        this.#sockets.emit('connection', ws, request),
      );
    });
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** As a process that is killed: nothing is said to anybody. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    this.cut();
    await closed;
  }

  cut(): void {
    for (const socket of this.#connections) socket.destroy();
  }

  closeSockets(code: number): void {
    for (const socket of this.#sockets.clients) socket.close(code);
  }

  /** What was recorded: a long run has no use for it. */
  forget(): void {
    for (const records of [this.requests, this.connectionParams, this.upgrades]) records.length = 0;
  }

  #answer(response: ServerResponse, asked: Recorded): void {
    const forSchema = isForSchema(asked.query);
    if (forSchema) this.schemaRequests += 1;
    else this.requests.push(asked);
    const behave = forSchema ? this.schemaBehaviour : this.behaviour;
    if (behave !== undefined) {
      behave(response, asked);
      return;
    }
    void graphql({
      schema: this.#schema,
      source: asked.query,
      variableValues: asked.variables,
      contextValue: { headers: asked.headers },
    }).then((result) => {
      answerWith(JSON.stringify(result))(response, asked);
    });
  }
}

const schemaOf = (typeDefs: string, resolvers: Resolvers): GraphQLSchema =>
  buildSubgraphSchema([{ typeDefs: parse(`${federation}\n${typeDefs}`), resolvers: resolvers as never }]);

export const answerWith =
  (body: string, status = 200, contentType = 'application/json'): Behaviour =>
  (response) => {
    response.writeHead(status, { 'content-type': contentType }).end(body);
  };
export const hang: Behaviour = () => undefined;

/** Events of a subscription, pushed by a test. */
export class Channel implements AsyncIterable<unknown> {
  readonly #followers = new Set<(value: unknown) => void>();

  get followers(): number {
    return this.#followers.size;
  }

  push(value: unknown): void {
    for (const follower of this.#followers) follower(value);
  }

  end(): void {
    this.push(undefined);
  }

  [Symbol.asyncIterator](): AsyncIterator<unknown> {
    const values: unknown[] = [];
    let wake: () => void = () => undefined;
    let closed = false;
    const follower = (value: unknown) => {
      values.push(value);
      wake();
    };
    this.#followers.add(follower);
    const close = () => {
      closed = true;
      this.#followers.delete(follower);
      wake();
    };
    return {
      next: async () => {
        while (values.length === 0 && !isClosed()) await new Promise<void>((resolve) => (wake = resolve));
        const value = values.shift();
        if (value !== undefined) return { value, done: false };
        close();
        return { value: undefined, done: true };
      },
      return: () => {
        close();
        return Promise.resolve({ value: undefined, done: true });
      },
    };
    function isClosed(): boolean {
      return closed;
    }
  }
}
