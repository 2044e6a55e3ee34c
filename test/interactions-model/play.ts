import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../support/until.ts';
import { resolve, type Command, type Scene } from './commands.ts';
import {
  Difference,
  differences,
  expectedAgents,
  expectedInteraction,
  expectSame,
  shownAgents,
  shownInteraction,
  type Shown,
} from './compare.ts';
import { ask, setUpAgents, signIn } from './documents.ts';
import type { Ears } from './ears.ts';
import { compareHistories, comparePushed } from './finale.ts';
import { step, type Step } from './model.ts';
import { callerOf, keyOf, type Operation } from './operation.ts';
import { System, type Watched } from './system.ts';
import type { Transport } from './transport.ts';
import { isVisibleTo, type Viewer } from './views.ts';
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
  /** Where what is pushed is held against the model too. */
  readonly ears: Ears | undefined;
  /** How many subscriptions the server has open: one run at a time listens. */
  readonly subscriptions: () => Promise<number>;
  /** Whether a run has failed before. */
  readonly hasFailed: () => boolean;
  readonly fail: () => void;
}

interface Payload {
  readonly status: string;
  readonly statusCode: number;
  readonly statusMessage: string | null;
  readonly result: string;
  readonly interaction: Shown | null;
  readonly event: { readonly __typename: string; readonly eventId: string } | null;
}

/** With longer and longer pauses: some four seconds in all, and half a second where something has failed and is made smaller. */
const tries = { first: 24, later: 9 };
const pauseMs = (attempt: number): number => Math.min(2 ** attempt, 250);

/**
 * Does the commands one after the other to the system and to the model, compares after each, and at the end compares all that
 * everybody is shown.
 * @throws Disagreement
 * @returns what was done
 */
export const play = (
  stage: Stage,
  scene: Scene,
  commands: readonly Command[],
): Promise<readonly Operation[]> =>
  perform(stage, scene, async (run) => {
    for (const command of commands) {
      const operation = run.resolve(command);
      if (operation !== undefined) await run.do(operation);
    }
  });

/** The same with operations as a failure printed them. */
export const replay = (
  stage: Stage,
  scene: Scene,
  operations: readonly Operation[],
): Promise<readonly Operation[]> =>
  perform(stage, scene, async (run) => {
    for (const operation of operations) await run.do(operation);
  });

async function perform(
  stage: Stage,
  scene: Scene,
  body: (run: Run) => Promise<void>,
): Promise<readonly Operation[]> {
  const run = new Run(stage, scene);
  try {
    await run.setUp();
    await body(run);
    await run.finish();
    return run.done;
  } catch (error) {
    stage.fail();
    const agents = scene.agents.map(
      ({ username, skills, maxConcurrent, presence }) =>
        `  ${username}: ${presence}, ${skills.join(' and ')}, at most ${maxConcurrent}`,
    );
    const done = run.done.map((operation) => `  ${JSON.stringify(operation)}`);
    const found = error instanceof Difference ? error.message : String(error);
    throw new Disagreement(['', ...agents, ...done, found].join('\n'), { cause: error });
  } finally {
    if (stage.ears !== undefined) {
      await stage.ears.close();
      await until(async () => (await stage.subscriptions()) === 0);
    }
  }
}

class Run {
  readonly done: Operation[] = [];
  readonly #stage: Stage;
  readonly #scene: Scene;
  readonly #system: System;
  #world: World;
  /** What the answers named as the first event of what was done, by the key. */
  readonly #firstByKey = new Map<string, string | undefined>();

  constructor(stage: Stage, scene: Scene) {
    this.#stage = stage;
    this.#scene = scene;
    this.#system = new System(stage.transport, stage.tokenOf, stage.foreignId);
    this.#world = newWorld(scene.agents, stage.reoffer);
  }

  async setUp(): Promise<void> {
    const { agents } = this.#scene;
    const inputs = agents.map(
      ({ username, nickname, skills, maxConcurrent }) =>
        [username, { username, nickname, skills, maxConcurrent }] as const,
    );
    const query = setUpAgents(agents.map(({ username }) => username));
    await this.#system.ask('staff', 'setup', { query, variables: Object.fromEntries(inputs) });
    for (const { username } of agents) this.#stage.ears?.listen(username);
    await this.#listening();
    for (const { username: name, presence: state } of agents)
      if (state !== 'LOGGED_OFF')
        await this.#system.ask({ kind: 'agent', name }, 'setup', { query: signIn, variables: { state } });
    await this.#settle([this.#world]);
  }

  resolve(command: Command): Operation | undefined {
    return resolve(this.#world, command, this.done);
  }

  async do(operation: Operation): Promise<void> {
    this.done.push(operation);
    const next = step(this.#world, operation);
    const data = await this.#system.ask(callerOf(operation), 'operation', ask(operation, this.#system));
    [this.#world] = next.worlds;
    if (operation.kind !== 'setAgentState') this.#check(operation, next, data.answer as Payload);
    if (!next.again && next.answer.status === 'OK') this.#follow(operation, next.answer.interaction);
    await this.#listening();
    await this.#settle(next.worlds);
  }

  async finish(): Promise<void> {
    if (this.#world.interactions.length === 0) return;
    const histories = await compareHistories(this.#world, this.#system);
    const { ears } = this.#stage;
    if (ears === undefined) return;
    for (let attempt = 0; ; attempt++)
      try {
        comparePushed(this.#world, ears, histories, this.#system);
        return;
      } catch (error) {
        if (attempt >= this.#tries) throw error;
        await delay(pauseMs(attempt));
      }
  }

  /** Everybody who may, listens from as soon as possible. */
  #follow(operation: Operation, place: number | null): void {
    const { ears } = this.#stage;
    const id = place === null ? undefined : this.#system.ids[place];
    if (ears === undefined || place === null || id === undefined) return;
    if (operation.kind === 'startInteraction') ears.follow('staff', place, id);
    if (operation.kind === 'startInteraction' || operation.kind === 'acceptInteraction')
      ears.follow(callerOf(operation), place, id);
  }

  /** What is told before somebody listens is not told again, and who has left by then is told nothing. */
  async #listening(): Promise<void> {
    const { ears, subscriptions } = this.#stage;
    if (ears !== undefined) await until(async () => (await subscriptions()) === ears.open);
  }

  #check(operation: Operation, { answer, again }: Step, payload: Payload): void {
    const { status, statusCode, statusMessage, result, event, interaction } = payload;
    const done = answer.status === 'OK';
    // Who rejects it sees nothing of what comes of that; asked again, they may have been in meanwhile, and see it.
    const seenSince = again && operation.kind === 'rejectInteraction';
    expectSame(
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
        event: seenSince ? null : (event?.__typename ?? null),
      },
      'the answer',
    );
    const key = keyOf(operation);
    if (again && key !== undefined && !seenSince)
      expectSame(this.#firstByKey.get(key), event?.eventId, "the answer's event");
    else if (done && key !== undefined) this.#firstByKey.set(key, event?.eventId);

    const place = answer.interaction;
    if (place === null) return;
    const { ids, told } = this.#system;
    if (done && interaction !== null) ids[place] ??= interaction.id;
    if (done && event !== null)
      told.push({ interaction: place, eventId: event.eventId, kind: event.__typename });
    const expected = this.#world.interactions[place];
    const caller = callerOf(operation);
    if (expected === undefined) return;
    // Who has rejected it may be offered it again by now, or not yet.
    if (operation.kind !== 'rejectInteraction')
      expectSame(
        isVisibleTo(expected, caller) ? ids[place] : undefined,
        interaction?.id,
        "the answer's interaction",
      );
    if (interaction === null) return;
    expectSame(
      waiting({ ...expectedInteraction(expected, caller) }),
      waiting({ ...shownInteraction(interaction) }),
      "the answer's interaction",
    );
  }

  /** Waits until all that is shown is what the model says: in one of its worlds, which is the one from then on. */
  async #settle(worlds: readonly World[]): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const [shown, visible] = await Promise.all([
        this.#system.watch(),
        this.#system.visible(agentsOf(this.#world)),
      ]);
      const found = worlds.map((world) => this.#differences(world, shown, visible));
      const place = found.findIndex(({ length }) => length === 0);
      this.#world = worlds[place] ?? this.#world;
      if (place >= 0) return;
      if (attempt >= this.#tries) throw new Difference(found[0]?.join('\n'));
      await delay(pauseMs(attempt));
    }
  }

  get #tries(): number {
    return this.#stage.hasFailed() ? tries.later : tries.first;
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
      ...differences(expectedAgents(world), shownAgents(shown.agents, this.#system.ids), 'agents'),
      ...differences(expectedVisible(world), visible, 'who sees which'),
    ];
  }
}

/** Whether it waits or rings already is routing's, which may finish after the answer; all else is there. */
const waiting = ({ ...shown }: Record<string, unknown>): Record<string, unknown> => ({
  ...shown,
  status: String(shown.status).replace('ALERTING', 'QUEUED'),
});

const agentsOf = (world: World): Principal[] =>
  world.agents.map(({ username }) => ({ kind: 'agent', name: username }));

const expectedVisible = (world: World): object =>
  world.interactions.length === 0
    ? {}
    : Object.fromEntries(
        agentsOf(world).map((agent) => [
          agent.name,
          world.interactions.map((interaction) => isVisibleTo(interaction, agent)),
        ]),
      );
