import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';

export interface RecordedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Replacement for the execution of a request. */
export type Behaviour = (response: ServerResponse, request: RecordedRequest) => void;

type Resolvers = Record<string, Record<string, unknown>>;

export const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@override", "@requires", "@authenticated", "@requiresScopes", "@cost", "@listSize"])`;

/** Remote subgraph in this process. Tests can delay, block or corrupt its responses, and stop and restart it. */
export class RemoteSubgraphServer {
  /** HTTP requests, except those for the schema. */
  readonly requests: RecordedRequest[] = [];
  /** Connection parameters of the WebSockets. */
  readonly connectionParams: unknown[] = [];
  readonly upgrades: IncomingHttpHeaders[] = [];
  /** Number of requests for the schema. */
  schemaRequests = 0;
  /** Replaces the execution of requests, except those for the schema. */
  behaviour: Behaviour | undefined;
  /** Replaces the execution of requests for the schema. */
  schemaBehaviour: Behaviour | undefined;
  /** Whether the server leaves WebSocket upgrades unanswered. */
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

  /** @param port default: a free port */
  static async start(typeDefs: string, resolvers: Resolvers = {}, port = 0): Promise<RemoteSubgraphServer> {
    const subgraph = new RemoteSubgraphServer(schemaOf(typeDefs, resolvers), port);
    await subgraph.start();
    return subgraph;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/graphql`;
  }

  /** Number of open WebSockets. */
  get openSockets(): number {
    return this.#sockets.clients.size;
  }

  setSchema(typeDefs: string, resolvers: Resolvers = {}): void {
    this.#schema = schemaOf(typeDefs, resolvers);
  }

  /** Starts the server, or restarts it on its last port. */
  async start(): Promise<void> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as RecordedRequest;
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

  /** Stops the server and destroys its connections, as if its process were killed. */
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

  /** Clears the recorded requests, which grow without limit in long runs. */
  clearRecords(): void {
    for (const records of [this.requests, this.connectionParams, this.upgrades]) records.length = 0;
  }

  #answer(response: ServerResponse, request: RecordedRequest): void {
    const forSchema = request.query.includes('_service');
    if (forSchema) this.schemaRequests += 1;
    else this.requests.push(request);
    const behave = forSchema ? this.schemaBehaviour : this.behaviour;
    if (behave !== undefined) {
      behave(response, request);
      return;
    }
    void graphql({
      schema: this.#schema,
      source: request.query,
      variableValues: request.variables,
      contextValue: { headers: request.headers },
    }).then((result) => {
      answerWith(JSON.stringify(result))(response, request);
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

/** Source of events for a subscription, controlled by a test. */
export class Channel implements AsyncIterable<unknown> {
  readonly #subscribers = new Set<(value: unknown) => void>();

  get subscribers(): number {
    return this.#subscribers.size;
  }

  push(value: unknown): void {
    for (const subscriber of this.#subscribers) subscriber(value);
  }

  end(): void {
    this.push(undefined);
  }

  [Symbol.asyncIterator](): AsyncIterator<unknown> {
    const values: unknown[] = [];
    let wake: () => void = () => undefined;
    let closed = false;
    const subscriber = (value: unknown) => {
      values.push(value);
      wake();
    };
    this.#subscribers.add(subscriber);
    const close = () => {
      closed = true;
      this.#subscribers.delete(subscriber);
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
