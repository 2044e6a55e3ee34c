import * as apolloClient from '@apollo/client';
import * as apolloSubscriptions from '@apollo/client/link/subscriptions';
import * as urqlCore from '@urql/core';
import * as graphqlWs from 'graphql-ws';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import * as rxjs from 'rxjs';
import { tokenFor } from '../support/server.ts';
import { inConversation, openHarness, type Harness } from './harness.ts';
import { until } from '../support/until.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness(import.meta.url);
});
afterEach(() => {
  harness.reset();
});
afterAll(() => harness.stop());

interface Result {
  readonly data?: { readonly messageAdded: { readonly text: string } } | null;
}
interface Sink {
  readonly next: (result: Result) => void;
  readonly error: (error: unknown) => void;
  readonly complete: () => void;
}
interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}
/** The clients that the examples of docs/protocol.md define. */
interface Clients {
  readonly client: graphqlWs.Client;
  readonly subscribe: (operation: Operation, sink: Sink) => () => void;
  readonly apollo: apolloClient.ApolloClient;
  readonly urql: urqlCore.Client;
}

const modules: Readonly<Record<string, object>> = {
  'graphql-ws': graphqlWs,
  '@apollo/client': apolloClient,
  '@apollo/client/link/subscriptions': apolloSubscriptions,
  '@urql/core': urqlCore,
  rxjs,
};

/** Runs the examples of the page, with their imports replaced by the modules. */
async function documentedClients(url: string, token: () => Promise<string>): Promise<Clients> {
  const page = await readFile(new URL('../../docs/protocol.md', import.meta.url), 'utf8');
  const section = page.slice(page.indexOf('## Resume'), page.indexOf('## Who is there'));
  const code = [...section.matchAll(/```js\n([\s\S]*?)```/g)]
    .map(([, text = '']) => text)
    .join('')
    .replaceAll(/import (\{[^}]*\}) from '([^']+)';/g, "const $1 = modules['$2'];");
  // oxlint-disable-next-line typescript/no-implied-eval -- runs the documentation's own code
  const define = new Function(
    'modules',
    'url',
    'token',
    'delay',
    `${code}\nreturn { client, subscribe, apollo, urql };`,
  ) as (...given: unknown[]) => Clients;
  return define(modules, url, token, delay);
}

const query = 'subscription Messages($id: ID!) { messageAdded(id: $id, fromStart: true) { eventId text } }';

/** Subscribes with each client to the same messages. */
const subscribeWith: Readonly<Record<string, (clients: Clients, id: string, sink: Sink) => () => void>> = {
  'graphql-ws': ({ subscribe }, id, sink) => subscribe({ query, variables: { id } }, sink),
  "Apollo Client's GraphQLWsLink": ({ apollo }, id, sink) => {
    const subscription = apollo
      .subscribe({ query: apolloClient.gql(query), variables: { id }, fetchPolicy: 'no-cache' })
      .subscribe(sink as never);
    return () => {
      subscription.unsubscribe();
    };
  },
  "urql's subscription exchange": ({ urql }, id, sink) => {
    const subscription = urql.subscription<Result['data'] & object>(query, { id }).subscribe((result) => {
      if (result.error) sink.error(result.error);
      else sink.next(result);
    });
    return () => {
      subscription.unsubscribe();
    };
  },
};

const count = 201;

test.each(Object.keys(subscribeWith))(
  'W32 %s with the documented lines receives 201 of 201 messages once and in order over eight breaks',
  async (name) => {
    const [ann, customer] = [harness.client('agent', 'ann'), harness.client('customer', 'c1')];
    const id = await inConversation(ann, customer);
    const { tenant } = harness;
    const token = () => tokenFor('chat.customer', { subject: 'c1', tenant });
    const clients = await documentedClients(harness.proxy.url.replace('http', 'ws'), token);
    const texts: string[] = [];
    const received = new Promise<void>((resolve, reject) => {
      subscribeWith[name]?.(clients, id, {
        next({ data }) {
          texts.push(data?.messageAdded.text ?? '');
          if (texts.length === count) resolve();
        },
        error: reject,
        complete: resolve,
      });
    });
    // The first message is part of the conversation's start. The sender's connection does not break.
    const sender = harness.client('customer', 'c1', { url: harness.server.url });
    for (let n = 1; n < count; n += 1) {
      await sender.sendMessage(id, `message ${n}`);
      if (n % 25 !== 0) continue;
      // The subscription has resumed since the last break.
      await until(() => texts.length > n - 25);
      harness.proxy.cut();
    }
    await received;
    expect(texts).toEqual(['Hello', ...Array.from({ length: count - 1 }, (_, n) => `message ${n + 1}`)]);
    await clients.client.dispose();
  },
  60_000,
);
