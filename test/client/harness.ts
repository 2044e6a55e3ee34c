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

export interface Harness {
  readonly server: TestServer;
  /** Proxy in front of the server. */
  readonly proxy: Proxy;
  /** Tenant of the current test. */
  readonly tenant: string;
  /** Creates a client through the proxy. */
  client(role: keyof typeof scopes, subject: string, options?: Partial<SwitchboardOptions>): Client;
  /** Disposes the clients of the current test, and changes the tenant for the next test. */
  reset(): void;
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

export async function openHarness(testFile: string, settings: Record<string, string> = {}): Promise<Harness> {
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
    client(role, subject, options = {}) {
      const currentTenant = tenant;
      const client = createSwitchboard({
        url: proxy.url,
        token: () => tokenFor(scopes[role], { subject, tenant: currentTenant }),
        ...options,
      });
      clients.push(client);
      return Object.assign(client, { subject });
    },
    reset() {
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

/** Starts an interaction of the customer that the agent accepts. @returns its id */
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

/** Returns the next item. @throws if the subscription has ended */
export async function next<Item>(items: Subscription<Item>): Promise<Item> {
  const result = await items.next();
  if (result.done === true) throw new Error('The subscription has ended.');
  return result.value;
}

/** Returns the error of the next read; undefined if there is none. */
export const failureOf = (items: Subscription<unknown>): Promise<unknown> =>
  items.next().then(
    () => undefined,
    (error: unknown) => error,
  );
