import {
  ApolloClient,
  ApolloError,
  ApolloLink,
  gql,
  HttpLink,
  InMemoryCache,
  split,
  type FetchResult,
} from 'apollo-client-3/core/index.js';
import { GraphQLWsLink } from 'apollo-client-3/link/subscriptions/index.js';
import { getMainDefinition } from 'apollo-client-3/utilities/index.js';
import {
  authorizedFetch,
  closeSocketClient,
  codesOf,
  openSocketClient,
  networkErrorCodes,
  type Driver,
  type Outcome,
} from '../driver.ts';
import { operations } from '../stories.ts';

/** Notes the position of the last event in the operation, which GraphQLWsLink sends again. */
const resume = new ApolloLink((operation, forward) =>
  forward(operation).map((result: FetchResult) => {
    const position: unknown = result.extensions?.lastEventId;
    if (position !== undefined) operation.extensions.lastEventId = position;
    return result;
  }),
);

/** The default, `none`, discards the data of a response with errors. */
const errorPolicy = 'all';

/** Apollo Client 3 with its default cache and fetch policies. */
export const apollo3: Driver = (surroundings) => {
  const socketClient = openSocketClient(surroundings);
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: split(
      ({ query }) => operationOf(query) === 'subscription',
      resume.concat(new GraphQLWsLink(socketClient)),
      new HttpLink({ uri: surroundings.url, fetch: authorizedFetch(surroundings.token) }),
    ),
  });
  return {
    async request(name, variables) {
      const document = gql(operations[name]);
      try {
        return operationOf(document) === 'query'
          ? outcome(await client.query({ query: document, variables, errorPolicy }))
          : outcome(await client.mutate({ mutation: document, variables, errorPolicy }));
      } catch (error) {
        return { data: null, errors: errorCodes(error) };
      }
    },
    subscribe(name, variables, { next, error }) {
      const subscription = client.subscribe({ query: gql(operations[name]), variables }).subscribe({
        next({ data }) {
          next(data);
        },
        error(reason) {
          error(errorCodes(reason));
        },
      });
      return () => {
        subscription.unsubscribe();
      };
    },
    async close() {
      client.stop();
      await closeSocketClient(socketClient);
    },
  };
};

function operationOf(document: ReturnType<typeof gql>): string | undefined {
  const definition = getMainDefinition(document);
  return 'operation' in definition ? definition.operation : undefined;
}

const errorCodes = (error: unknown): readonly string[] =>
  error instanceof ApolloError && error.graphQLErrors.length > 0
    ? codesOf(error.graphQLErrors)
    : networkErrorCodes(error instanceof ApolloError ? (error.networkError ?? error) : error);

const outcome = ({ data, errors }: Pick<FetchResult, 'data' | 'errors'>): Outcome => ({
  data,
  errors: codesOf(errors),
});
