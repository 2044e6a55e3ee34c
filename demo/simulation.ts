import { setTimeout as sleep } from 'node:timers/promises';
import {
  createSwitchboard,
  SwitchboardError,
  type Flow,
  type InteractionEvent,
  type Subscription,
  type Switchboard,
  type Token,
} from '../src/client/index.ts';
import { Network } from './network.ts';
import { createRandom, type Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import { Statistics } from './statistics.ts';

export interface Person {
  /** A customer's id in flows: the subject of the token. */
  readonly id?: string;
  readonly name: string;
  readonly token: Token;
}

export interface SimulationOptions {
  readonly url: string;
  readonly seed: number;
  readonly speed: number;
  /** Probability in percent that a connection breaks before a line, and that an answer is lost. */
  readonly dropPercent: number;
  readonly agents: readonly Person[];
  readonly customers: readonly Person[];
  /** Token of the application that records flows. Without it there are no flows. */
  readonly application?: Token | undefined;
  /** Number of conversations. Default: no limit. */
  readonly conversations?: number | undefined;
  readonly say: (line: string) => void;
  /** Aborted when no more conversations may start. */
  readonly closing: AbortSignal;
}

/** Called when a flow or an interaction starts. */
export type OnStart = (what: 'flow' | 'interaction', id: string) => void;

/** State of a running conversation that customer and agents share outside the graph. */
export interface Conversation {
  readonly scenario: Scenario;
  readonly customer: string;
  rejectionsLeft: number;
  invited: boolean;
  transferred: boolean;
}

/** State that all agents and customers of a run share. */
export class Simulation {
  readonly options: SimulationOptions;
  readonly statistics = new Statistics();
  /** Skills of the agents. Customers ask for these skills only. */
  readonly skills = new Set<string>();
  /** By the interaction's global id. */
  readonly conversations = new Map<string, Conversation>();
  readonly #networks: Network[] = [];
  readonly #began = performance.now();

  constructor(options: SimulationOptions) {
    this.options = options;
  }

  /** @param number index of the person, so that each has the same random numbers in every run */
  connect({ token }: Person, number: number): Connection {
    const random = createRandom(this.options.seed * 1000 + number);
    const network = new Network(random, this.options.dropPercent);
    this.#networks.push(network);
    const client = createSwitchboard({
      url: this.options.url,
      token,
      webSocketImpl: network.webSocketImpl,
      fetch: network.fetch,
    });
    return { client, network, random };
  }

  get drops(): { readonly sockets: number; readonly answers: number } {
    const sum = (of: (network: Network) => number) => this.#networks.reduce((all, one) => all + of(one), 0);
    return { sockets: sum(({ socketsCut }) => socketsCut), answers: sum(({ answersLost }) => answersLost) };
  }

  say(who: string, what: string): void {
    const seconds = ((performance.now() - this.#began) / 1000).toFixed(1);
    this.options.say(`${seconds.padStart(7)} s  ${who.padEnd(8)} ${what}`);
  }

  async pause(ms: number): Promise<void> {
    await sleep(ms / this.options.speed);
  }

  /** Breaks the connection with the configured probability. */
  maybeDropConnection(who: string, { network, random }: Connection): void {
    if (random.percent(this.options.dropPercent) && network.cut()) this.say(who, 'loses the connection');
  }

  /**
   * Follows an interaction while the person participates, then compares the delivered events with the history.
   * @param act handles one event. The next event waits for it
   */
  async follow(
    who: string,
    { client }: Connection,
    id: string,
    act: (event: InteractionEvent) => Promise<void>,
  ): Promise<void> {
    const delivered: InteractionEvent[] = [];
    let hasLeft = false;
    const events = client.follow(id, { fromStart: true });
    try {
      for await (const event of events) {
        delivered.push(event);
        await act(event);
      }
    } catch (error) {
      // FORBIDDEN ends the subscription of a participant that has left.
      if (!(error instanceof SwitchboardError && error.code === 'FORBIDDEN')) throw error;
      hasLeft = true;
    }
    const history = await historyOf(client, id);
    const last = delivered.at(-1);
    // A participant that has left may already be back. Then the history holds more than the subscription could deliver.
    const expected =
      hasLeft && last?.__typename === 'ParticipantLeft'
        ? history.filter(({ sequence }) => sequence <= last.sequence)
        : history;
    const idsOf = (list: readonly InteractionEvent[]) => list.map(({ eventId }) => eventId);
    this.#compare(who, idsOf(delivered), idsOf(expected), events);
  }

  /** Follows a flow, then compares the delivered changes with those of a second subscription after the end. */
  async followFlow(who: string, { client }: Connection, interactionUniqueId: string): Promise<void> {
    const changes = client.followFlow(interactionUniqueId, { fromStart: true });
    const delivered = await idsOfChanges(changes);
    const all = await idsOfChanges(client.followFlow(interactionUniqueId, { fromStart: true }));
    this.#compare(who, delivered, all, changes);
  }

  #compare(
    who: string,
    delivered: readonly string[],
    expected: readonly string[],
    { resumptions }: { readonly resumptions: number },
  ): void {
    const isWhole = this.statistics.compare(delivered, expected);
    if (resumptions === 0) return;
    this.statistics.resumed += resumptions;
    const times = resumptions === 1 ? 'once' : `${resumptions} times`;
    this.say(
      who,
      `has reconnected ${times}, ${isWhole ? 'and missed nothing' : 'and events differ from the history'}`,
    );
  }
}

/** The client of one person, with its network and random numbers. */
export interface Connection {
  readonly client: Switchboard;
  readonly network: Network;
  readonly random: Random;
}

async function idsOfChanges(changes: Subscription<Flow>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { lastEventId } of changes) ids.push(lastEventId ?? '');
  return ids;
}

async function historyOf(client: Switchboard, id: string): Promise<readonly InteractionEvent[]> {
  const all: InteractionEvent[] = [];
  for (;;) {
    const page = (await client.history(id, { after: all.at(-1)?.eventId })) ?? [];
    all.push(...page);
    if (page.length === 0) return all;
  }
}
