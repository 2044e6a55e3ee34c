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
import type { Scene } from './script.ts';
import { Tally } from './tally.ts';

export interface Person {
  /** A customer's, as flows know it: the subject of the token. */
  readonly id?: string;
  readonly name: string;
  readonly token: Token;
}

export interface Play {
  readonly url: string;
  readonly seed: number;
  readonly speed: number;
  /** How often in a hundred a connection breaks before a line, and an answer is lost. */
  readonly dropPercent: number;
  readonly agents: readonly Person[];
  readonly customers: readonly Person[];
  /** What tells of flows; there are none without it. */
  readonly application?: Token | undefined;
  /** How many conversations; until it is stopped, if left out. */
  readonly conversations?: number | undefined;
  readonly say: (line: string) => void;
  /** No conversation is begun any more. */
  readonly closing: AbortSignal;
}

/** Told what is begun. */
export type Announce = (what: 'flow' | 'interaction', id: string) => void;

/** A conversation that is being played: what its people know of it beside what the graph tells them. */
export interface Conversation {
  readonly scene: Scene;
  readonly customer: string;
  rejectionsLeft: number;
  invited: boolean;
  transferred: boolean;
}

/** What the actors share. */
export class Stage {
  readonly play: Play;
  readonly tally = new Tally();
  /** What the agents know about: nobody else is asked for. */
  readonly skills = new Set<string>();
  /** By the interaction's global id. */
  readonly conversations = new Map<string, Conversation>();
  readonly #networks: Network[] = [];
  readonly #began = performance.now();

  constructor(play: Play) {
    this.play = play;
  }

  /** @param number tells the people apart, so that each has the same luck in every run */
  enter({ token }: Person, number: number): Presence {
    const random = createRandom(this.play.seed * 1000 + number);
    const network = new Network(random, this.play.dropPercent);
    this.#networks.push(network);
    const client = createSwitchboard({
      url: this.play.url,
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
    this.play.say(`${seconds.padStart(7)} s  ${who.padEnd(8)} ${what}`);
  }

  async pause(ms: number): Promise<void> {
    await sleep(ms / this.play.speed);
  }

  /** Now and then a connection breaks in the middle of it all. */
  perhapsDrop(who: string, { network, random }: Presence): void {
    if (random.percent(this.play.dropPercent) && network.cut()) this.say(who, 'loses the connection');
  }

  /**
   * Follows an interaction for as long as one takes part, and compares in the end what was told with what is recorded.
   * @param act what to do about an event; no other is looked at meanwhile
   */
  async follow(
    who: string,
    { client }: Presence,
    id: string,
    act: (event: InteractionEvent) => Promise<void>,
  ): Promise<void> {
    const seen: InteractionEvent[] = [];
    let hasLeft = false;
    const events = client.follow(id, { fromStart: true });
    try {
      for await (const event of events) {
        seen.push(event);
        await act(event);
      }
    } catch (error) {
      // One who has left is told so.
      if (!(error instanceof SwitchboardError && error.code === 'FORBIDDEN')) throw error;
      hasLeft = true;
    }
    const history = await historyOf(client, id);
    const last = seen.at(-1);
    // Who has left may be back already, and see more than was told up to then: the last was the leave.
    const told =
      hasLeft && last?.__typename === 'ParticipantLeft'
        ? history.filter(({ sequence }) => sequence <= last.sequence)
        : history;
    const idsOf = (list: readonly InteractionEvent[]) => list.map(({ eventId }) => eventId);
    this.#compare(who, idsOf(seen), idsOf(told), events);
  }

  /** The same for a flow: what was told while it ran is compared with what is told once it has ended. */
  async followFlow(who: string, { client }: Presence, interactionUniqueId: string): Promise<void> {
    const changes = client.followFlow(interactionUniqueId, { fromStart: true });
    const seen = await idsOfChanges(changes);
    const all = await idsOfChanges(client.followFlow(interactionUniqueId, { fromStart: true }));
    this.#compare(who, seen, all, changes);
  }

  #compare(
    who: string,
    seen: readonly string[],
    told: readonly string[],
    { resumptions }: { readonly resumptions: number },
  ): void {
    const isWhole = this.tally.compare(seen, told);
    if (resumptions === 0) return;
    this.tally.resumed += resumptions;
    const times = resumptions === 1 ? 'once' : `${resumptions} times`;
    this.say(who, `has come back ${times}, ${isWhole ? 'and missed nothing' : 'and it is not the same'}`);
  }
}

/** Somebody on the stage. */
export interface Presence {
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
