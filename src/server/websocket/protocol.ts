import {
  GraphQLSchema,
  parse,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
} from 'graphql';
import { makeServer, type Server } from 'graphql-ws';
import type { Outcome } from '../graph-server.ts';
import type { SocketSession } from './session.ts';
import { SocketSubscription } from './subscription.ts';

/**
 * graphql-ws keeps the protocol: its messages, their order, the ids, and the codes it closes with. It executes nothing: an operation has
 * gone through the graph already when graphql-ws learns what kind it is.
 */
export const createProtocol = (): Server<SocketSession> =>
  makeServer<Record<string, unknown>, SocketSession>({
    connectionInitWaitTimeout: 3000,
    onConnect: ({ extra: session, connectionParams }) => session.connect(connectionParams),
    onSubscribe: ({ extra: session }, id, operation) => session.perform(id, operation),
    subscribe: ({ contextValue }) => contextValue as SocketSubscription,
    execute: () => answered,
    // Its errors have been through the error edge already, and are no instances of anything any more.
    onNext: (_context, _id, _operation, { contextValue }) => contextValue as FormattedExecutionResult,
  });

/** The answer is known, and takes this one's place. */
const answered: ExecutionResult = {};
const nothing = new GraphQLSchema({});
const aSubscription = parse('subscription { _ }', { noLocation: true });
const aQuery = parse('{ _ }', { noLocation: true });

/** What graphql-ws goes on with: all it looks at is what kind of operation it is. */
export const goOnWith = (outcome: SocketSubscription | Outcome): ExecutionArgs => ({
  schema: nothing,
  document: outcome instanceof SocketSubscription ? aSubscription : aQuery,
  rootValue: undefined,
  contextValue: outcome,
});
