import { setTimeout as delay } from 'node:timers/promises';
import { resolve, type Command, type Scene } from './commands.ts';
import {
  differences,
  expectedAgents,
  expectedHistory,
  expectedInteraction,
  shownAgents,
  shownHistory,
  shownInteraction,
  type Shown,
  type ShownAgent,
  type ShownEvent,
} from './compare.ts';
import { ask, readAll, seeWhich, setUpAgents, signIn, watchAll } from './documents.ts';
import { step, type Step } from './model.ts';
import { callerOf, keyOf, type Operation, type Which } from './operation.ts';
import { dataOf, type Transport } from './transport.ts';
import { historyFor, isVisibleTo, attributesFor, type Viewer } from './views.ts';
import { newWorld, statusCodes, type Principal, type World } from './world.ts';

/** The model and the system say different things. The message has the operations, so that it can be done again by hand. */
export class Disagreement extends Error {
  override readonly name = 'Disagreement';
}

export interface Stage {
  readonly transport: Transport;
  readonly tokenOf: (viewer: Viewer) => Promise<string>;
  /** An interaction of another tenant. */
  readonly foreignId: string;
  readonly reoffer: World['reoffer'];
  /** Whether a run has failed before. */
  readonly hasFailed: () => boolean;
  readonly fail: () => void;
}

/** What is looked at after each step. */
interface Watched {
  readonly interactions: readonly (Shown | undefined)[];
  readonly total: number;
  readonly agents: readonly ShownAgent[];
}

interface Payload {
  readonly status: string;
  readonly statusCode: number;
  readonly statusMessage: string | null;
  readonly result: string;
  readonly interaction: Shown | null;
  readonly event: { readonly __typename: string; readonly eventId: string } | null;
}

const agents = (world: World): Principal[] =>
  world.agents.map(({ username }) => ({ kind: 'agent', name: username }));
/** With longer and longer pauses: some four seconds in all, and half a second where something has failed and is made smaller. */
const tries = { first: 24, later: 9 };
const pauseMs = (attempt: number): number => Math.min(2 ** attempt, 250);

/**
 * Does the commands one after the other to the system and to the model, compares after each, and at the end compares all that
 * everybody is shown.
 * @throws Disagreement
 * @returns what was done
 */
export async function play(
  stage: Stage,
  scene: Scene,
  commands: readonly Command[],
): Promise<readonly Operation[]> {
  const run = new Run(stage, scene);
  await run.setUp();
  for (const command of commands) {
    const operation = run.resolve(command);
    if (operation !== undefined) await run.do(operation);
  }
  await run.compareHistories();
  return run.done;
}

/** The same with operations as a failure printed them. */
export async function replay(stage: Stage, scene: Scene, operations: readonly Operation[]): Promise<void> {
  const run = new Run(stage, scene);
  await run.setUp();
  for (const operation of operations) await run.do(operation);
  await run.compareHistories();
}

class Run {
  readonly done: Operation[] = [];
  readonly #stage: Stage;
  readonly #scene: Scene;
  #world: World;
  /** The system's ids, by the model's places. */
  readonly #ids: string[] = [];
  /** What the answers named as the first event of what was done: by the key, and in all. */
  readonly #firstByKey = new Map<string, string | undefined>();
  readonly #told: { readonly interaction: number; readonly eventId: string; readonly kind: string }[] = [];

  constructor(stage: Stage, scene: Scene) {
    this.#stage = stage;
    this.#scene = scene;
    this.#world = newWorld(scene.agents, stage.reoffer);
  }

  async setUp(): Promise<void> {
    const { agents: setups } = this.#scene;
    const inputs = setups.map(
      ({ username, nickname, skills, maxConcurrent }) =>
        [username, { username, nickname, skills, maxConcurrent }] as const,
    );
    await this.#ask(
      'staff',
      'setup',
      setUpAgents(setups.map(({ username }) => username)),
      Object.fromEntries(inputs),
    );
    for (const { username: name, presence: state } of setups)
      if (state !== 'LOGGED_OFF') await this.#ask({ kind: 'agent', name }, 'setup', signIn, { state });
    await this.#settle([this.#world]);
  }

  resolve(command: Command): Operation | undefined {
    return resolve(this.#world, command, this.done);
  }

  async do(operation: Operation): Promise<void> {
    this.done.push(operation);
    const next = step(this.#world, operation);
    const asked = ask(operation, { idOf: this.#idOf, eventOf: this.#eventOf });
    const data = await this.#ask(callerOf(operation), 'operation', asked.query, asked.variables);
    [this.#world] = next.worlds;
    if (operation.kind !== 'setAgentState') this.#check(operation, next, data.answer as Payload);
    await this.#settle(next.worlds);
  }

  /** The whole history, as everybody is shown it. */
  async compareHistories(): Promise<void> {
    const { interactions } = this.#world;
    if (interactions.length === 0) return;
    const customers = [...new Set(interactions.map(({ customer }) => customer))];
    const viewers: Viewer[] = [
      'staff',
      ...agents(this.#world),
      ...customers.map((name) => ({ kind: 'customer', name }) as const),
    ];
    const shown = await this.#watch();
    for (const viewer of viewers) {
      const data = await this.#ask(viewer, 'history', readAll(interactions.length), this.#variables());
      for (const [place, interaction] of interactions.entries()) {
        const read = data[`i${place}`] as {
          attributes: unknown;
          history: ShownEvent[] | null;
          messages: { totalCount: number; nodes: { eventId: string }[] } | null;
        } | null;
        const where = `${nameOf(viewer)}'s view of interaction ${place}`;
        if (!isVisibleTo(interaction, viewer)) {
          this.#expect(null, read, where);
          continue;
        }
        const history = read?.history ?? null;
        const { participants } = shown.interactions[place] ?? { participants: [] };
        const expected = historyFor(interaction, viewer);
        const messages = expected?.filter(({ kind }) => kind === 'ChatMessage').length;
        this.#expect(expectedHistory(expected), shownHistory(history, participants), `${where}, history`);
        this.#expect(messages, read?.messages?.totalCount, `${where}, messages`);
        if (expected !== null)
          this.#expect(attributesFor(interaction, viewer), read?.attributes, `${where}, attributes`);
        this.#checkNumbers(history ?? [], place, where);
        if (viewer === 'staff') this.#checkTold(history ?? [], place);
      }
    }
  }

  #check(operation: Operation, { answer, again }: Step, payload: Payload): void {
    const { status, statusCode, statusMessage, result, event, interaction } = payload;
    const done = answer.status === 'OK';
    this.#expect(
      {
        status: answer.status,
        statusCode: statusCodes.indexOf(answer.status),
        result: done ? 'ok' : 'error',
        explained: !done,
        event: answer.event,
      },
      {
        status,
        statusCode,
        result,
        explained: statusMessage !== null && statusMessage.length > 0,
        event: event?.__typename ?? null,
      },
      'the answer',
    );
    const key = keyOf(operation);
    if (again && key !== undefined)
      this.#expect(this.#firstByKey.get(key), event?.eventId, "the answer's event");
    else if (done && key !== undefined) this.#firstByKey.set(key, event?.eventId);

    const place = answer.interaction;
    if (place === null) return;
    if (done && interaction !== null) this.#ids[place] ??= interaction.id;
    if (done && event !== null)
      this.#told.push({ interaction: place, eventId: event.eventId, kind: event.__typename });
    const expected = this.#world.interactions[place];
    const caller = callerOf(operation);
    if (expected === undefined) return;
    const isShown = isVisibleTo(expected, caller);
    // Who has rejected it may be offered it again by now, or not yet.
    if (operation.kind !== 'rejectInteraction')
      this.#expect(isShown ? this.#ids[place] : undefined, interaction?.id, "the answer's interaction");
    if (interaction === null) return;
    // Whether it waits or rings already is routing's, which may finish after the answer; all else is there.
    const waits = ({ ...shown }: Record<string, unknown>) => ({
      ...shown,
      status: String(shown.status).replace('ALERTING', 'QUEUED'),
    });
    const side = caller.kind === 'customer' ? 'customer' : 'staff';
    this.#expect(
      waits({ ...expectedInteraction(expected, side) }),
      waits({ ...shownInteraction(interaction) }),
      "the answer's interaction",
    );
  }

  /** Waits until all that is shown is what the model says: in one of its worlds, which is the one from then on. */
  async #settle(worlds: readonly World[]): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const [shown, visible] = await Promise.all([this.#watch(), this.#visible()]);
      const found = worlds.map((world) => this.#differences(world, shown, visible));
      const place = found.findIndex(({ length }) => length === 0);
      this.#world = worlds[place] ?? this.#world;
      if (place >= 0) return;
      if (attempt >= (this.#stage.hasFailed() ? tries.later : tries.first)) this.#disagree(found[0] ?? []);
      await delay(pauseMs(attempt));
    }
  }

  #differences(world: World, shown: Watched, visible: object): string[] {
    return [
      ...world.interactions.flatMap((interaction, place) => {
        const read = shown.interactions[place];
        const where = `interaction ${place}`;
        return read === undefined
          ? [`${where} is not listed`]
          : differences(expectedInteraction(interaction, 'staff'), shownInteraction(read), where);
      }),
      ...differences(world.interactions.length, shown.total, 'how many interactions'),
      ...differences(expectedAgents(world), shownAgents(shown.agents, this.#ids), 'agents'),
      ...differences(expectedVisible(world), visible, 'who sees which'),
    ];
  }

  async #watch(): Promise<Watched> {
    const data = await this.#ask('staff', 'watch', watchAll, {});
    const { nodes } = data.interactions as { nodes: Shown[] };
    return {
      interactions: this.#ids.map((id) => nodes.find((shown) => shown.id === id)),
      total: nodes.length,
      agents: (data.agents as { nodes: ShownAgent[] }).nodes,
    };
  }

  /** Offers show in who may see what: an agent sees what is offered, and no other agent does. */
  async #visible(): Promise<object> {
    const { interactions } = this.#world;
    if (interactions.length === 0) return {};
    const seen = agents(this.#world).map(async (agent) => {
      const data = await this.#ask(agent, 'watch', seeWhich(interactions.length), this.#variables());
      return [agent.name, interactions.map((_, place) => data[`i${place}`] !== null)] as const;
    });
    return Object.fromEntries(await Promise.all(seen));
  }

  /** Numbers strictly increase, no event has two, and all say whose they are. */
  #checkNumbers(history: readonly ShownEvent[], place: number, where: string): void {
    const sequences = history.map(({ sequence }) => sequence);
    const increasing = sequences.every((sequence, index) => sequence > (sequences[index - 1] ?? 0));
    this.#expect(true, increasing, `${where}, numbers increase (${sequences.join(' ')})`);
    this.#expect(
      history.length,
      new Set(history.map(({ eventId }) => eventId)).size,
      `${where}, distinct event ids`,
    );
    const foreign = history.filter(({ interactionId }) => interactionId !== this.#ids[place]);
    this.#expect(0, foreign.length, `${where}, events of another interaction`);
  }

  /** What an answer said had happened is in the history, as that. */
  #checkTold(history: readonly ShownEvent[], place: number): void {
    for (const { eventId, kind } of this.#told.filter(({ interaction }) => interaction === place))
      this.#expect(
        kind,
        history.find((event) => event.eventId === eventId)?.__typename,
        `the event that an answer named, in the history of interaction ${place}`,
      );
  }

  #variables(): Record<string, string> {
    return Object.fromEntries(this.#ids.map((id, place) => [`i${place}`, id]));
  }

  readonly #idOf = (which: Which): string =>
    which === 'foreign'
      ? this.#stage.foreignId
      : ((which === 'unknown' ? undefined : this.#ids[which]) ?? 'nobody-knows');

  /** An event's id, as an answer gave it: every interaction's start did. */
  readonly #eventOf = (choice: string, which: Which): string | undefined => {
    if (choice === 'none') return undefined;
    const own = (interaction: number) => (interaction === which) === (choice === 'own');
    const event = choice === 'garbage' ? undefined : this.#told.find(({ interaction }) => own(interaction));
    return event?.eventId ?? 'bm8gc3VjaCBldmVudA';
  };

  async #ask(
    as: Viewer,
    purpose: 'operation' | 'watch' | 'history' | 'setup',
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown>> {
    try {
      const token = await this.#stage.tokenOf(as);
      return await dataOf(this.#stage.transport, { query, variables, token, as, purpose });
    } catch (error) {
      return this.#disagree([`${nameOf(as)} got an error: ${String(error)}`]);
    }
  }

  #expect(expected: unknown, actual: unknown, what: string): void {
    const found = differences(expected, actual, what);
    if (found.length > 0) this.#disagree(found);
  }

  #disagree(found: readonly string[]): never {
    this.#stage.fail();
    const agentsThen = this.#scene.agents.map(
      ({ username, skills, maxConcurrent, presence }) =>
        `  ${username}: ${presence}, ${skills.join(' and ')}, at most ${maxConcurrent}`,
    );
    throw new Disagreement(
      ['', ...agentsThen, ...this.done.map((operation) => `  ${JSON.stringify(operation)}`), ...found].join(
        '\n',
      ),
    );
  }
}

const expectedVisible = (world: World): object =>
  world.interactions.length === 0
    ? {}
    : Object.fromEntries(
        agents(world).map((agent) => [
          agent.name,
          world.interactions.map((interaction) => isVisibleTo(interaction, agent)),
        ]),
      );

const nameOf = (viewer: Viewer): string => (viewer === 'staff' ? 'staff' : viewer.name);
