import type { Shown, ShownAgent, ShownEvent } from './compare.ts';
import { readAll, seeWhich, watchAll, type Names } from './documents.ts';
import type { Which } from './operation.ts';
import { dataOf, type Request, type Transport } from './transport.ts';
import type { Viewer } from './views.ts';
import type { Principal } from './world.ts';

/** What is looked at after each step. */
export interface Watched {
  readonly interactions: readonly (Shown | undefined)[];
  readonly total: number;
  readonly agents: readonly ShownAgent[];
}

/** What is read at the end. */
export interface Read {
  readonly attributes: unknown;
  readonly history: readonly ShownEvent[] | null;
  readonly messages: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly eventId: string }[];
  } | null;
}

export interface Told {
  readonly interaction: number;
  readonly eventId: string;
  readonly kind: string;
}

/** The system, as a run sees it: the model's numbers on one side, its ids on the other. */
export class System implements Names {
  /** By the model's places. */
  readonly ids: string[] = [];
  /** The events that answers named. */
  readonly told: Told[] = [];
  readonly #transport: Transport;
  readonly #tokenOf: (viewer: Viewer) => Promise<string>;
  readonly #foreignId: string;

  constructor(transport: Transport, tokenOf: (viewer: Viewer) => Promise<string>, foreignId: string) {
    this.#transport = transport;
    this.#tokenOf = tokenOf;
    this.#foreignId = foreignId;
  }

  async ask(
    as: Viewer,
    purpose: Request['purpose'],
    { query, variables = {} }: { query: string; variables?: Readonly<Record<string, unknown>> },
  ): Promise<Record<string, unknown>> {
    return dataOf(this.#transport, { query, variables, token: await this.#tokenOf(as), as, purpose });
  }

  async watch(): Promise<Watched> {
    const data = await this.ask('staff', 'watch', { query: watchAll });
    const { nodes } = data.interactions as { nodes: Shown[] };
    return {
      interactions: this.ids.map((id) => nodes.find((shown) => shown.id === id)),
      total: nodes.length,
      agents: (data.agents as { nodes: ShownAgent[] }).nodes,
    };
  }

  /** Offers show in who may see what: an agent sees what is offered, and no other agent does. */
  async visible(agents: readonly Principal[]): Promise<object> {
    if (this.ids.length === 0) return {};
    const seen = agents.map(async (agent) => {
      const data = await this.ask(agent, 'watch', {
        query: seeWhich(this.ids.length),
        variables: this.#variables(),
      });
      return [agent.name, this.ids.map((_, place) => data[`i${place}`] !== null)] as const;
    });
    return Object.fromEntries(await Promise.all(seen));
  }

  /** All that somebody is shown, by the model's places; null for what may not be seen. */
  async read(viewer: Viewer): Promise<readonly (Read | null)[]> {
    const data = await this.ask(viewer, 'history', {
      query: readAll(this.ids.length),
      variables: this.#variables(),
    });
    return this.ids.map((_, place) => data[`i${place}`] as Read | null);
  }

  readonly idOf = (which: Which): string =>
    which === 'foreign'
      ? this.#foreignId
      : ((which === 'unknown' ? undefined : this.ids[which]) ?? 'nobody-knows');

  /** An event's id, as an answer gave it: every interaction's start did. */
  readonly eventOf = (choice: string, which: Which): string | undefined => {
    if (choice === 'none') return undefined;
    const fits = ({ interaction }: Told) => (interaction === which) === (choice === 'own');
    const event = choice === 'garbage' ? undefined : this.told.find(fits);
    return event?.eventId ?? 'bm8gc3VjaCBldmVudA';
  };

  #variables(): Record<string, string> {
    return Object.fromEntries(this.ids.map((id, place) => [`i${place}`, id]));
  }
}
