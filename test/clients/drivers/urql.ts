import {
  cacheExchange,
  Client,
  fetchExchange,
  subscriptionExchange,
  type CombinedError,
  type Exchange,
} from '@urql/core';
import { cacheExchange as graphcacheExchange } from '@urql/exchange-graphcache';
import { cacheSettings, type CacheSettings } from '../../../examples/cache-settings.ts';
import { bareGraph } from '../../support/every-field.ts';
import {
  authorizedFetch,
  closeSocketClient,
  codesOf,
  openSocketClient,
  networkErrorCodes,
  subscribeResumably,
  type Driver,
} from '../driver.ts';
import { operations } from '../stories.ts';

const driverWith =
  (cache: Exchange): Driver =>
  (surroundings) => {
    const socketClient = openSocketClient(surroundings);
    const client = new Client({
      url: surroundings.url,
      fetch: authorizedFetch(surroundings.token),
      exchanges: [
        cache,
        fetchExchange,
        subscriptionExchange({
          forwardSubscription: ({ query = '', variables }) => ({
            subscribe: (sink) => ({
              unsubscribe: subscribeResumably(
                socketClient,
                { query, variables: variables as Record<string, unknown> },
                sink as never,
              ),
            }),
          }),
        }),
      ],
    });
    return {
      async request(name, variables) {
        const document = operations[name];
        const result = document.startsWith('query')
          ? await client.query(document, variables)
          : await client.mutation(document, variables);
        return { data: result.data ?? null, errors: errorCodes(result.error) };
      },
      subscribe(name, variables, { next, error }) {
        const subscription = client.subscription(operations[name], variables).subscribe((result) => {
          if (result.error) error(errorCodes(result.error));
          else next(result.data);
        });
        return () => {
          subscription.unsubscribe();
        };
      },
      close: async () => {
        await closeSocketClient(socketClient);
      },
    };
  };

/** urql with its default cache, which keeps whole results. */
export const urql: Driver = (surroundings) => driverWith(cacheExchange)(surroundings);

/** urql with its normalizing cache. */
export const graphcache: Driver = (surroundings) => {
  const { introspection, keys } = (settings ??= cacheSettings(bareGraph().schema));
  return driverWith(graphcacheExchange({ schema: introspection, keys }))(surroundings);
};
let settings: CacheSettings | undefined;

function errorCodes(error: CombinedError | undefined): readonly string[] {
  if (!error) return [];
  return error.graphQLErrors.length > 0
    ? codesOf(error.graphQLErrors)
    : networkErrorCodes(error.networkError);
}
