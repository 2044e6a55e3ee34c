/**
 * Shows two chats through the caches of libraries, with the warnings of development builds. Run with `NODE_ENV=development` and
 * `--conditions=development`, because the libraries choose their builds when they are loaded. The argument is a JSON list of tasks, and
 * the output a JSON list of results.
 */
import { format } from 'node:util';
import * as apollo4 from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import * as apollo3 from 'apollo-client-3/core/index.js';
import { GraphQLWsLink as GraphQLWsLink3 } from 'apollo-client-3/link/subscriptions/index.js';
import { createOperationDescriptor, fetchQuery, requestSubscription } from 'relay-runtime';
import { cacheSettings } from '../../examples/cache-settings.ts';
import { bareGraph } from '../support/every-field.ts';
import { until } from '../support/until.ts';
import {
  authorizedFetch,
  closeSocketClient,
  openSocketClient,
  subscribeResumably,
  type Surroundings,
} from './driver.ts';
import { compileForRelay, openRelay } from './drivers/relay.ts';

const documents = {
  ChatsQuery: `query ChatsQuery {
    interactions(order: ASC) { nodes { id status participants { participantId nickname } } }
  }`,
  EventsSubscription: `subscription EventsSubscription($id: ID!) {
    interactionEvents(id: $id, fromStart: true) {
      __typename ... on Node { id } interaction { id status }
      ... on ChatMessage { text } ... on StatusChanged { status }
      ... on ParticipantJoined { participant { participantId nickname } }
      ... on OwnerChanged { owner { participantId nickname } }
    }
  }`,
  NotificationsSubscription: `subscription NotificationsSubscription {
    notifications {
      __typename interactionId interaction { id status }
      ... on InteractionOffered { offerReason } ... on OfferWithdrawn { withdrawalReason }
    }
  }`,
};
/** As in schema 0.1, where `id` of a participant was its number in the interaction. */
const oldChatsQuery = documents.ChatsQuery.replace('participantId', 'id: participantId');

interface Chats {
  readonly interactions: {
    readonly nodes: readonly {
      readonly status: string;
      readonly participants: readonly { readonly nickname: string }[];
    }[];
  };
}
type SubscriptionName = 'EventsSubscription' | 'NotificationsSubscription';
type Follow = (name: SubscriptionName, variables: { id?: string }) => void;

interface Cache {
  readonly follow: Follow;
  readonly close: () => Promise<void>;
}
/** Opens a cache of a library, which calls `show` with its content after each change, and `received` for each event of a subscription. */
type OpenCache = (
  surroundings: Surroundings,
  show: (data: Chats) => void,
  received: (name: SubscriptionName) => void,
) => Promise<Cache> | Cache;

const { possibleTypes, keys, introspection } = cacheSettings(bareGraph().schema);
const openApollo4 =
  (chatsQuery: string): OpenCache =>
  (surroundings, show, received) => {
    const socketClient = openSocketClient(surroundings);
    const client = new apollo4.ApolloClient({
      cache: new apollo4.InMemoryCache({ possibleTypes }),
      link: apollo4.ApolloLink.split(
        ({ operationName }) => operationName?.endsWith('Subscription') === true,
        new GraphQLWsLink(socketClient),
        new apollo4.HttpLink({ uri: surroundings.url, fetch: authorizedFetch(surroundings.token) }),
      ),
    });
    client.watchQuery<Chats>({ query: apollo4.gql(chatsQuery) }).subscribe(({ data, dataState }) => {
      if (dataState === 'complete') show(data);
    });
    return {
      follow(name, variables) {
        client.subscribe({ query: apollo4.gql(documents[name]), variables }).subscribe(() => {
          received(name);
        });
      },
      async close() {
        client.stop();
        await closeSocketClient(socketClient);
      },
    };
  };

const openApollo3: OpenCache = (surroundings, show, received) => {
  const socketClient = openSocketClient(surroundings);
  const client = new apollo3.ApolloClient({
    cache: new apollo3.InMemoryCache({ possibleTypes }),
    link: apollo3.split(
      ({ operationName }) => operationName.endsWith('Subscription'),
      new GraphQLWsLink3(socketClient),
      new apollo3.HttpLink({ uri: surroundings.url, fetch: authorizedFetch(surroundings.token) }),
    ),
  });
  client.watchQuery<Chats>({ query: apollo3.gql(documents.ChatsQuery) }).subscribe(({ data, partial }) => {
    if (!partial) show(data);
  });
  return {
    follow(name, variables) {
      client.subscribe({ query: apollo3.gql(documents[name]), variables }).subscribe(() => {
        received(name);
      });
    },
    async close() {
      client.stop();
      await closeSocketClient(socketClient);
    },
  };
};

const openGraphcache =
  (settings: Parameters<typeof cacheExchange>[0]): OpenCache =>
  (surroundings, show, received) => {
    const socketClient = openSocketClient(surroundings);
    const client = new Client({
      url: surroundings.url,
      fetch: authorizedFetch(surroundings.token),
      exchanges: [
        cacheExchange(settings),
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
    client.query<Chats>(documents.ChatsQuery, {}).subscribe(({ data }) => {
      if (data) show(data);
    });
    return {
      follow(name, variables) {
        client.subscription(documents[name], variables).subscribe(() => {
          received(name);
        });
      },
      close: () => closeSocketClient(socketClient),
    };
  };

const openRelayStore: OpenCache = async (surroundings, show, received) => {
  const compiled = await compileForRelay(documents);
  const { environment, close } = openRelay(surroundings);
  await fetchQuery(environment, compiled.ChatsQuery, {}).toPromise();
  const operation = createOperationDescriptor(compiled.ChatsQuery, {});
  environment.retain(operation);
  const snapshot = environment.lookup(operation.fragment);
  show(snapshot.data as unknown as Chats);
  environment.subscribe(snapshot, ({ data }) => {
    show(data as unknown as Chats);
  });
  return {
    follow(name, variables) {
      requestSubscription(environment, {
        subscription: compiled[name],
        variables,
        onNext: () => {
          received(name);
        },
      });
    },
    close,
  };
};

const caches: Readonly<Record<string, OpenCache>> = {
  'Apollo Client 3': openApollo3,
  'Apollo Client 4': openApollo4(documents.ChatsQuery),
  'Apollo Client 4 with ids of schema 0.1': openApollo4(oldChatsQuery),
  graphcache: openGraphcache({ schema: introspection, keys }),
  'graphcache without keys': openGraphcache({ schema: introspection }),
  Relay: openRelayStore,
};

export interface TwoChatsTask {
  readonly cache: string;
  readonly url: string;
  /** Token of the agent. */
  readonly token: string;
  /** The chats of Alice and Bob. */
  readonly ids: readonly [string, string];
}

export interface TwoChatsResult {
  /** The nickname of the customer in each chat. */
  readonly names: readonly string[];
  /** The status of each chat after the end of the first one. */
  readonly statuses: readonly string[];
  readonly warnings: readonly string[];
}

async function showTwoChats({ cache, url, token, ids }: TwoChatsTask): Promise<TwoChatsResult> {
  const warnings: string[] = [];
  console.warn = console.error = (...values: unknown[]) => {
    warnings.push(format(...values));
  };
  let shown: Chats['interactions']['nodes'] = [];
  const counts = { EventsSubscription: 0, NotificationsSubscription: 0 };
  const open = caches[cache];
  if (!open) throw new Error(`There is no cache ${cache}.`);
  const surroundings = { url, subscriptionUrl: url, token: () => Promise.resolve(token) };
  const { follow, close } = await open(
    surroundings,
    ({ interactions: { nodes } }) => {
      shown = nodes;
    },
    (name) => {
      counts[name] += 1;
    },
  );
  await until(() => shown.length === ids.length);
  const names = shown.map(({ participants }) => participants[0]?.nickname ?? '');
  for (const id of ids) follow('EventsSubscription', { id });
  follow('NotificationsSubscription', {});
  // Each chat has at least six events, and a third chat is offered.
  await until(() => counts.EventsSubscription >= 12 && counts.NotificationsSubscription >= 1);
  await authorizedFetch(surroundings.token)(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation($id: ID!) { endChatSession(id: $id) { status } }',
      variables: { id: ids[0] },
    }),
  });
  await until(() => shown[0]?.status !== 'ACTIVE');
  await close();
  return { names, statuses: shown.map(({ status }) => status), warnings };
}

const results: TwoChatsResult[] = [];
for (const task of JSON.parse(process.argv[2] ?? '') as TwoChatsTask[])
  results.push(await showTwoChats(task));
process.stdout.write(JSON.stringify(results));
