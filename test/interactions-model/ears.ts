import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { nameOf, type Viewer } from './views.ts';

const events = `subscription ($id: ID!) { interactionEvents(id: $id, fromStart: true) { eventId } }`;
const notifications = `subscription {
  notifications {
    __typename
    interaction { id }
    ... on InteractionOffered { offered: reason }
    ... on OfferWithdrawn { withdrawn: reason }
    ... on ChatHistory { events { eventId } }
  }
}`;

export interface HeardNotice {
  readonly __typename: 'InteractionOffered' | 'OfferWithdrawn' | 'ChatHistory';
  readonly interaction: { readonly id: string };
  readonly offered?: string;
  readonly withdrawn?: string;
  readonly events?: readonly { readonly eventId: string }[];
}

/** What a subscription has brought so far, and how it ended, if it has: with a code, or `complete`. */
export interface Heard<T> {
  readonly all: T[];
  end: string | undefined;
}

/** Somebody's following of an interaction, from its start. */
export interface Follow {
  readonly viewer: Viewer;
  readonly interaction: number;
  /** Which of an agent's stays it began with; 0 for everybody else. */
  readonly stay: number;
  readonly heard: Heard<string>;
}

/** What arrives of the nth that a subscription brings: itself, unless a test plays a faulty system. */
export type Hearing = <T>(item: T, place: number) => readonly T[];

/** Listens to all that is pushed in a run, over one socket each. */
export class Ears {
  readonly follows: Follow[] = [];
  readonly notices = new Map<string, Heard<HeardNotice>>();
  readonly #url: string;
  readonly #tokenOf: (viewer: Viewer) => Promise<string>;
  readonly #hearing: Hearing;
  readonly #clients = new Map<string, Client>();

  constructor(
    url: string,
    tokenOf: (viewer: Viewer) => Promise<string>,
    hearing: Hearing = (item) => [item],
  ) {
    this.#url = url.replace('http', 'ws');
    this.#tokenOf = tokenOf;
    this.#hearing = hearing;
  }

  /** How many of all that was begun has not ended. */
  get open(): number {
    const all = [...this.follows.map(({ heard }) => heard), ...this.notices.values()];
    return all.filter(({ end }) => end === undefined).length;
  }

  listen(agent: string): void {
    const heard: Heard<HeardNotice> = { all: [], end: undefined };
    this.notices.set(agent, heard);
    this.#subscribe({ kind: 'agent', name: agent }, { query: notifications }, heard, (data) => {
      return data.notifications as HeardNotice;
    });
  }

  follow(viewer: Viewer, interaction: number, id: string): void {
    const stay = this.follows.filter(
      (one) => nameOf(one.viewer) === nameOf(viewer) && one.interaction === interaction,
    ).length;
    const heard: Heard<string> = { all: [], end: undefined };
    this.follows.push({ viewer, interaction, stay, heard });
    this.#subscribe(viewer, { query: events, variables: { id } }, heard, (data) => {
      return (data.interactionEvents as { eventId: string }).eventId;
    });
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) await client.dispose();
  }

  #subscribe<Item>(
    viewer: Viewer,
    payload: { query: string; variables?: Record<string, unknown> },
    heard: Heard<Item>,
    pick: (data: Record<string, unknown>) => Item,
  ): void {
    let place = 0;
    this.#clientOf(viewer).subscribe(payload, {
      next: ({ data, errors }) => {
        if (data !== null && data !== undefined && errors === undefined)
          heard.all.push(...this.#hearing(pick(data), place++));
        else heard.end = `errors in an event: ${JSON.stringify(errors)}`;
      },
      error: (error) => {
        const [first] = Array.isArray(error) ? (error as { extensions?: { code?: string } }[]) : [];
        heard.end = first?.extensions?.code ?? String(error);
      },
      complete: () => {
        heard.end = 'complete';
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
