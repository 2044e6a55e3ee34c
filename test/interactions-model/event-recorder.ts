import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { nameOf, type Viewer } from './views.ts';

const events = `subscription ($id: ID!) { interactionEvents(id: $id, fromStart: true) { eventId } }`;
const notifications = `subscription {
  notifications {
    __typename
    interactionId
    ... on InteractionOffered { offered: offerReason }
    ... on OfferWithdrawn { withdrawn: withdrawalReason }
    ... on ChatHistory { events { eventId } }
  }
}`;

export interface ReceivedNotification {
  readonly __typename: 'InteractionOffered' | 'OfferWithdrawn' | 'ChatHistory';
  readonly interactionId: string;
  readonly offered?: string;
  readonly withdrawn?: string;
  readonly events?: readonly { readonly eventId: string }[];
}

/** The items that a subscription has delivered so far. `end` is an error code or `complete`, or undefined while it is open. */
export interface Received<T> {
  readonly all: T[];
  end: string | undefined;
}

/** A subscription to the events of an interaction, from its start. */
export interface RecordedSubscription {
  readonly viewer: Viewer;
  readonly interaction: number;
  /** The index of the agent's stay at which the subscription began; 0 for all other viewers. */
  readonly stay: number;
  readonly received: Received<string>;
}

/** Maps the nth delivered item to the items that are recorded. Tests use it to simulate a faulty system. */
export type DeliveryFilter = <T>(item: T, position: number) => readonly T[];

/** Records all pushed events and notifications of a run, with one WebSocket per viewer. */
export class EventRecorder {
  readonly subscriptions: RecordedSubscription[] = [];
  readonly notifications = new Map<string, Received<ReceivedNotification>>();
  readonly #url: string;
  readonly #tokenOf: (viewer: Viewer) => Promise<string>;
  readonly #deliveryFilter: DeliveryFilter;
  readonly #clients = new Map<string, Client>();

  constructor(
    url: string,
    tokenOf: (viewer: Viewer) => Promise<string>,
    deliveryFilter: DeliveryFilter = (item) => [item],
  ) {
    this.#url = url.replace('http', 'ws');
    this.#tokenOf = tokenOf;
    this.#deliveryFilter = deliveryFilter;
  }

  /** The number of open subscriptions. */
  get open(): number {
    const all = [...this.subscriptions.map(({ received }) => received), ...this.notifications.values()];
    return all.filter(({ end }) => end === undefined).length;
  }

  subscribeToNotifications(agent: string): void {
    const received: Received<ReceivedNotification> = { all: [], end: undefined };
    this.notifications.set(agent, received);
    this.#subscribe({ kind: 'agent', name: agent }, { query: notifications }, received, (data) => {
      return data.notifications as ReceivedNotification;
    });
  }

  subscribe(viewer: Viewer, interaction: number, id: string): void {
    const stay = this.subscriptions.filter(
      (one) => nameOf(one.viewer) === nameOf(viewer) && one.interaction === interaction,
    ).length;
    const received: Received<string> = { all: [], end: undefined };
    this.subscriptions.push({ viewer, interaction, stay, received });
    this.#subscribe(viewer, { query: events, variables: { id } }, received, (data) => {
      return (data.interactionEvents as { eventId: string }).eventId;
    });
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) await client.dispose();
  }

  #subscribe<Item>(
    viewer: Viewer,
    payload: { query: string; variables?: Record<string, unknown> },
    received: Received<Item>,
    pick: (data: Record<string, unknown>) => Item,
  ): void {
    let position = 0;
    this.#clientOf(viewer).subscribe(payload, {
      next: ({ data, errors }) => {
        if (data !== null && data !== undefined && errors === undefined)
          received.all.push(...this.#deliveryFilter(pick(data), position++));
        else received.end = `errors in an event: ${JSON.stringify(errors)}`;
      },
      error: (error) => {
        const [first] = Array.isArray(error) ? (error as { extensions?: { code?: string } }[]) : [];
        received.end = first?.extensions?.code ?? String(error);
      },
      complete: () => {
        received.end = 'complete';
      },
    });
  }

  #clientOf(viewer: Viewer): Client {
    const name = nameOf(viewer);
    const known = this.#clients.get(name);
    if (known !== undefined) return known;
    const client = createClient({
      url: this.#url,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: async () => ({ authorization: `Bearer ${await this.#tokenOf(viewer)}` }),
    });
    this.#clients.set(name, client);
    return client;
  }
}
