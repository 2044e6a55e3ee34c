import type { ActualInteraction, ActualAgent, ActualEvent } from './compare.ts';
import { historyQuery, visibilityQuery, stateQuery, type IdLookup } from './documents.ts';
import type { InteractionRef } from './operation.ts';
import { dataOf, type Request, type Transport } from './transport.ts';
import type { Viewer } from './views.ts';
import type { Principal } from './model-state.ts';

/** The state that is read after each operation. */
export interface SystemState {
  readonly interactions: readonly (ActualInteraction | undefined)[];
  readonly total: number;
  readonly agents: readonly ActualAgent[];
}

/** The fields of an interaction that are read at the end. */
export interface Read {
  readonly attributes: unknown;
  readonly events: {
    readonly nodes: readonly ActualEvent[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  } | null;
  readonly messages: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly eventId: string }[];
  } | null;
}

export interface AnsweredEvent {
  readonly interaction: number;
  readonly eventId: string;
  readonly kind: string;
}

/** A client of the system under test. It maps indexes of the model to ids of the system. */
export class System implements IdLookup {
  /** Interaction ids by index in the model. */
  readonly ids: string[] = [];
  /** The events that responses named. */
  readonly answeredEvents: AnsweredEvent[] = [];
  readonly #transport: Transport;
  readonly #tokenOf: (viewer: Viewer) => Promise<string>;
  readonly #foreignId: string;

  constructor(transport: Transport, tokenOf: (viewer: Viewer) => Promise<string>, foreignId: string) {
    this.#transport = transport;
    this.#tokenOf = tokenOf;
    this.#foreignId = foreignId;
  }

  async execute(
    as: Viewer,
    purpose: Request['purpose'],
    { query, variables = {} }: { query: string; variables?: Readonly<Record<string, unknown>> },
  ): Promise<Record<string, unknown>> {
    return dataOf(this.#transport, { query, variables, token: await this.#tokenOf(as), as, purpose });
  }

  async readState(): Promise<SystemState> {
    const data = await this.execute('staff', 'watch', { query: stateQuery });
    const { nodes } = data.interactions as { nodes: ActualInteraction[] };
    return {
      interactions: this.ids.map((id) => nodes.find((actual) => actual.id === id)),
      total: nodes.length,
      agents: (data.agents as { nodes: ActualAgent[] }).nodes,
    };
  }

  /** Returns the visible interactions by agent. Only an agent with an offer or a stay can see an interaction. */
  async visible(agents: readonly Principal[]): Promise<object> {
    if (this.ids.length === 0) return {};
    const visibility = agents.map(async (agent) => {
      const data = await this.execute(agent, 'watch', {
        query: visibilityQuery(this.ids.length),
        variables: this.#variables(),
      });
      return [agent.name, this.ids.map((_, position) => data[`i${position}`] !== null)] as const;
    });
    return Object.fromEntries(await Promise.all(visibility));
  }

  /** Reads all interactions as a viewer, by index in the model; null for an interaction that the viewer may not see. */
  async read(viewer: Viewer): Promise<readonly (Read | null)[]> {
    const data = await this.execute(viewer, 'history', {
      query: historyQuery(this.ids.length),
      variables: this.#variables(),
    });
    return this.ids.map((_, position) => data[`i${position}`] as Read | null);
  }

  readonly idOf = (which: InteractionRef): string =>
    which === 'foreign'
      ? this.#foreignId
      : ((which === 'unknown' ? undefined : this.ids[which]) ?? 'no-such-interaction');

  /** Returns the id of an event that a response named. Every response to startInteraction names one. */
  readonly eventOf = (choice: string, which: InteractionRef): string | undefined => {
    if (choice === 'none') return undefined;
    const fits = ({ interaction }: AnsweredEvent) => (interaction === which) === (choice === 'own');
    const event = choice === 'garbage' ? undefined : this.answeredEvents.find(fits);
    return event?.eventId ?? 'bm8gc3VjaCBldmVudA';
  };

  #variables(): Record<string, string> {
    return Object.fromEntries(this.ids.map((id, position) => [`i${position}`, id]));
  }
}
