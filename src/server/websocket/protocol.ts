import { reviveExactNumber } from '../../kernel/json.ts';
import {
  GraphQLError,
  GraphQLSchema,
  parse,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
} from 'graphql';
import { makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import type { OperationResult } from '../graph-server.ts';
import { SocketSubscription } from './subscription.ts';

/** The session of one WebSocket, as the protocol calls it. */
export interface ProtocolSession {
  /** Handles connection_init. Resolves with false if the session has closed the socket. */
  connect(params: Readonly<Record<string, unknown>> | undefined): Promise<boolean>;
  /** Handles `subscribe`, which also carries queries and mutations. Resolves with errors if the operation is refused. */
  execute(id: string, operation: SubscribePayload): Promise<ExecutionArgs | readonly ClientError[]>;
}

/**
 * graphql-ws implements the protocol: messages, their order, ids, and close codes. It executes nothing, since the graph has executed the
 * operation before graphql-ws learns its kind.
 */
export const createProtocol = (): Server<ProtocolSession> =>
  makeServer<Record<string, unknown>, ProtocolSession>({
    connectionInitWaitTimeout: 3000,
    jsonMessageReviver: reviveExactNumber,
    onConnect: ({ extra: session, connectionParams }) => session.connect(connectionParams),
    onSubscribe: ({ extra: session }, id, operation) => session.execute(id, operation),
    subscribe: ({ contextValue }) => contextValue as SocketSubscription,
    execute: () => placeholder,
    // The errors in the result are formatted already.
    onNext: (_context, _id, _operation, { contextValue }) => contextValue as FormattedExecutionResult,
  });

/** `onNext` replaces it with the real result. */
const placeholder: ExecutionResult = {};
const emptySchema = new GraphQLSchema({});
const anySubscription = parse('subscription { _ }', { noLocation: true });
const anyQuery = parse('{ _ }', { noLocation: true });

/** Returns the arguments with which graphql-ws continues. It reads only the kind of the operation from the document. */
export const toExecutionArgs = (outcome: SocketSubscription | OperationResult): ExecutionArgs => ({
  schema: emptySchema,
  document: outcome instanceof SocketSubscription ? anySubscription : anyQuery,
  rootValue: undefined,
  contextValue: outcome,
});

/** A formatted error in the class that graphql-ws requires. */
export class ClientError extends GraphQLError {
  readonly #formatted: GraphQLFormattedError;

  constructor(formatted: GraphQLFormattedError) {
    super(formatted.message, { extensions: formatted.extensions ?? null });
    this.#formatted = formatted;
  }

  override toJSON(): GraphQLFormattedError {
    return this.#formatted;
  }
}
