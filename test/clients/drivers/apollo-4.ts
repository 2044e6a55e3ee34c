import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  gql,
  HttpLink,
  InMemoryCache,
} from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { getMainDefinition } from '@apollo/client/utilities';
import { tap } from 'rxjs';
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
  forward(operation).pipe(
    tap(({ extensions }) => {
      const position: unknown = extensions?.lastEventId;
      if (position !== undefined) operation.extensions.lastEventId = position;
    }),
  ),
);

/** The default, `none`, discards the data of a response with errors. */
const errorPolicy = 'all';

/** Apollo Client 4 with its default cache and fetch policies. */
export const apollo4: Driver = (surroundings) => {
  const socketClient = openSocketClient(surroundings);
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ query }) => isSubscription(query),
      resume.concat(new GraphQLWsLink(socketClient)),
      new HttpLink({ uri: surroundings.url, fetch: authorizedFetch(surroundings.token) }),
    ),
  });
  return {
    async request(name, variables) {
      const document = gql(operations[name]);
      return isQuery(document)
        ? outcome(await client.query({ query: document, variables, errorPolicy }))
        : outcome(await client.mutate({ mutation: document, variables, errorPolicy }));
    },
    subscribe(name, variables, { next, error }) {
      const subscription = client.subscribe({ query: gql(operations[name]), variables }).subscribe({
        next(result) {
          if (result.error) error(errorCodes(result.error));
          else next(result.data);
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

type Document = ReturnType<typeof gql>;
function operationOf(document: Document): string | undefined {
  const definition = getMainDefinition(document);
  return 'operation' in definition ? definition.operation : undefined;
}
const isQuery = (document: Document) => operationOf(document) === 'query';
const isSubscription = (document: Document) => operationOf(document) === 'subscription';

const errorCodes = (error: unknown): readonly string[] =>
  CombinedGraphQLErrors.is(error) ? codesOf(error.errors) : networkErrorCodes(error);

const outcome = ({ data, error }: { data?: unknown; error?: unknown }): Outcome => ({
  data,
  errors: error === undefined ? [] : errorCodes(error),
});
