import { ClientError, GraphQLClient } from 'graphql-request';
import { createClient } from 'graphql-sse';
import { setTimeout as delay } from 'node:timers/promises';
import { authorizedFetch, codesOf, type Driver, type SubscriptionResult } from '../driver.ts';
import { operations } from '../stories.ts';

/** graphql-request, which has no subscriptions, with graphql-sse for server-sent events. */
export const graphqlRequest: Driver = ({ url, subscriptionUrl, token }) => {
  // The default error policy, `none`, throws an error that has the data.
  const client = new GraphQLClient(url, { fetch: authorizedFetch(token) });
  let isUnauthenticated = false;
  const events = createClient({
    url: subscriptionUrl,
    headers: async () => ({ authorization: `Bearer ${await token()}` }),
    async fetchFn(input: string, init: RequestInit) {
      const response = await fetch(input, init);
      isUnauthenticated = response.status === 401;
      return response;
    },
    retryAttempts: Infinity,
    // The client retries after every status. An error here ends the retries.
    async retry(retries) {
      if (isUnauthenticated) throw new Error('UNAUTHENTICATED');
      await delay(Math.random() * Math.min(20 * 2 ** retries, 1000));
    },
  });
  return {
    async request(name, variables) {
      try {
        return { data: await client.request(operations[name], variables), errors: [] };
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        const { data, errors } = error.response;
        return { data: data ?? null, errors: codesOf(errors) };
      }
    },
    subscribe(name, variables, { next, error }) {
      const extensions: Record<string, unknown> = {};
      let unsubscribe: () => void;
      const open = () => {
        unsubscribe = events.subscribe(
          { query: operations[name], variables, extensions },
          {
            next(result) {
              const { lastEventId } = (result as SubscriptionResult).extensions ?? {};
              if (lastEventId !== undefined) extensions.lastEventId = lastEventId;
              const codes = codesOf(result.errors);
              // An event stream ends with its token, and the next one needs a new token.
              if (codes.includes('UNAUTHENTICATED')) open();
              else if (codes.length > 0) error(codes);
              else next(result.data);
            },
            error(reason) {
              error([(reason as Error).message]);
            },
            complete: () => undefined,
          },
        );
      };
      open();
      return () => {
        unsubscribe();
      };
    },
    close() {
      events.dispose();
    },
  };
};
