import { createClient, type Client as SocketClient } from 'graphql-ws';
import { inspect } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import type { OperationName } from './stories.ts';

export interface Surroundings {
  /** URL of the graph for queries and mutations. */
  readonly url: string;
  /** URL of the graph for subscriptions, whose connections may break. */
  readonly subscriptionUrl: string;
  readonly token: () => Promise<string>;
}

/** A result as the library returns or throws it. */
export interface Outcome {
  readonly data: unknown;
  /** Codes of the GraphQL errors. */
  readonly errors: readonly string[];
}

export interface Sink {
  readonly next: (data: unknown) => void;
  /** Called if the subscription ends with an error that its client does not recover from. */
  readonly error: (codes: readonly string[]) => void;
}

/** A client of a GraphQL library, for one caller. */
export interface DrivenClient {
  request(operation: OperationName, variables: Readonly<Record<string, unknown>>): Promise<Outcome>;
  subscribe(operation: OperationName, variables: Readonly<Record<string, unknown>>, sink: Sink): () => void;
  close(): void | Promise<void>;
}

/** Creates a client of one library, set up as the documentation of the library describes. */
export type Driver = (surroundings: Surroundings) => DrivenClient;

export interface ReportedError {
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Returns the codes of GraphQL errors. */
export const codesOf = (errors: readonly ReportedError[] | null | undefined): string[] =>
  (errors ?? []).map(({ extensions }) => String(extensions?.code));

/**
 * Returns the codes of an error of the network: the GraphQL errors of an HTTP response, the GraphQL errors of a subscription, or the close
 * event of a WebSocket.
 */
export function networkErrorCodes(error: unknown): string[] {
  if (Array.isArray(error)) return codesOf(error as readonly ReportedError[]);
  if (typeof error !== 'object' || error === null) return [String(error)];
  // Apollo Client 3 takes a response with another status than 200 for a failure of the network.
  if ('result' in error) return codesOf((error.result as { errors: readonly ReportedError[] }).errors);
  // GraphQLWsLink has the close code in the message only.
  const closeCode =
    'code' in error
      ? error.code
      : Number(/closed with event (\d+)/.exec((error as Partial<Error>).message ?? '')?.[1]);
  return [closeCode === 4401 ? 'UNAUTHENTICATED' : inspect(error)];
}

/** Returns `fetch` with the caller's token in the header `authorization`. */
export const authorizedFetch =
  (token: Surroundings['token']): typeof fetch =>
  async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${await token()}`);
    return fetch(input, { ...init, headers });
  };

/** Closes the client. It rejects while a socket is still opening, and nothing depends on that socket any more. */
export const closeSocketClient = (client: SocketClient): Promise<void> =>
  Promise.resolve(client.dispose()).catch(() => undefined);

/** Creates the client of graphql-ws that docs/protocol.md describes. */
export const openSocketClient = ({ subscriptionUrl, token }: Surroundings): SocketClient =>
  createClient({
    url: subscriptionUrl.replace(/^http/, 'ws'),
    connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: (retries) => delay(Math.random() * Math.min(20 * 2 ** retries, 1000)),
  });

export interface SocketOperation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

export interface SubscriptionResult {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly ReportedError[];
  readonly extensions?: { readonly lastEventId?: string };
}

/** Subscribes over graphql-ws. Retries continue after the last event. @returns a function that unsubscribes */
export function subscribeResumably(
  client: SocketClient,
  operation: SocketOperation,
  sink: {
    readonly next: (result: SubscriptionResult) => void;
    readonly error: (error: unknown) => void;
    readonly complete: () => void;
  },
): () => void {
  const payload = { ...operation, extensions: {} as Record<string, unknown> };
  return client.subscribe(payload, {
    ...sink,
    next(result) {
      const { lastEventId } = (result as SubscriptionResult).extensions ?? {};
      if (lastEventId !== undefined) payload.extensions.lastEventId = lastEventId;
      sink.next(result as SubscriptionResult);
    },
  });
}
