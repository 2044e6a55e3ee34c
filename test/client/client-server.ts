import {
  createSwitchboard,
  interactionOf,
  type InteractionEvent,
  type StartInteractionInput,
  type Subscription,
  type Switchboard,
  type SwitchboardOptions,
} from '../../src/client/index.ts';
import { startTestServer, tokenFor, type TestServer } from '../support/server.ts';
import { openProxy, type Proxy } from './proxy.ts';

export interface Stage {
  readonly server: TestServer;
  /** Behind it is the server. */
  readonly proxy: Proxy;
  /** What a test has for itself. */
  readonly tenant: string;
  as(who: keyof typeof scopes, subject: string, options?: Partial<SwitchboardOptions>): Client;
  /** Forgets the clients of a test; the next one has another tenant. */
  leave(): void;
  stop(): Promise<void>;
}

export interface Client extends Switchboard {
  readonly subject: string;
}

const scopes = {
  agent: 'chat.agent interaction.agent agent.view flow.view',
  customer: 'chat.customer',
  supervisor: 'interaction.view agent.view agent.manage flow.view',
  application: 'flow.manage',
};

export async function openStage(testFile: string, settings: Record<string, string> = {}): Promise<Stage> {
  const server = await startTestServer(testFile, settings);
  const proxy = await openProxy(server.url);
  let [tenant, tests] = ['t0', 0];
  let clients: Switchboard[] = [];
  return {
    server,
    proxy,
    get tenant() {
      return tenant;
    },
    as(who, subject, options = {}) {
      const own = tenant;
      const client = createSwitchboard({
        url: proxy.url,
        token: () => tokenFor(scopes[who], { subject, tenant: own }),
        ...options,
      });
      clients.push(client);
      return Object.assign(client, { subject });
    },
    leave() {
      for (const client of clients) client.dispose();
      clients = [];
      tenant = `t${++tests}`;
    },
    async stop() {
      await proxy.stop();
      await server.stop();
    },
  };
}

/** An agent who has accepted a customer's interaction. */
export async function inConversation(
  agent: Switchboard,
  customer: Switchboard,
  more: Partial<StartInteractionInput> = {},
): Promise<string> {
  await agent.setAgentState('IDLE');
  const { id } = interactionOf(
    await customer.startInteraction({ subject: 'A tent', text: 'Hello', ...more }),
  );
  interactionOf(await agent.acceptInteraction(id, { nickname: 'Ann' }));
  return id;
}

export async function collect<Item>(items: Subscription<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export const textsOf = (events: readonly InteractionEvent[]): (string | null)[] =>
  events.flatMap((event) => (event.__typename === 'ChatMessage' ? [event.text] : []));

/** The next item; there must be one. */
export async function next<Item>(items: Subscription<Item>): Promise<Item> {
  const result = await items.next();
  if (result.done === true) throw new Error('It has ended.');
  return result.value;
}

/** What it ends with instead of an item. */
export const failureOf = (items: Subscription<unknown>): Promise<unknown> =>
  items.next().then(
    () => undefined,
    (error: unknown) => error,
  );
