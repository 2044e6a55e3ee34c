import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../support/until.ts';
import { resolve, type Command, type Scene } from './commands.ts';
import {
  Difference,
  differences,
  expectedAgents,
  expectedInteraction,
  expectSame,
  actualAgents,
  actualInteraction,
  type ActualInteraction,
} from './compare.ts';
import { requestFor, upsertAgentsMutation, setStateMutation } from './documents.ts';
import type { EventRecorder } from './event-recorder.ts';
import { compareHistories, comparePushed } from './final-comparison.ts';
import { step, type Step } from './model.ts';
import { callerOf, keyOf, type Operation } from './operation.ts';
import { System, type SystemState } from './system.ts';
import type { Transport } from './transport.ts';
import { isVisibleTo, type Viewer } from './views.ts';
import { newModelState, statusCodes, type Principal, type ModelState } from './model-state.ts';

/** An error for a difference between model and system. The message lists the operations so that they can be repeated. */
export class Disagreement extends Error {
  override readonly name = 'Disagreement';
}

export interface RunContext {
  readonly transport: Transport;
  readonly tokenOf: (viewer: Viewer) => Promise<string>;
  /** An interaction of another tenant. */
  readonly foreignId: string;
  readonly reoffer: ModelState['reoffer'];
  /** Records pushed events, if they are to be compared with the model. */
  readonly recorder: EventRecorder | undefined;
  /** Returns the number of open subscriptions on the server. Only one run at a time may record events. */
  readonly openSubscriptions: () => Promise<number>;
  /** Returns whether an earlier run failed. */
  readonly hasFailed: () => boolean;
  readonly fail: () => void;
}

interface Payload {
  readonly status: string;
  readonly statusCode: number;
  readonly statusMessage: string | null;
  readonly result: string;
  readonly interaction: ActualInteraction | null;
  readonly event: { readonly __typename: string; readonly eventId: string } | null;
}

/** The number of comparisons with exponential backoff: about four seconds in total, and half a second while a failure is shrunk. */
const tries = { first: 24, later: 9 };
const pauseMs = (attempt: number): number => Math.min(2 ** attempt, 250);

/**
 * Runs the commands on the system and on the model, compares both after each command, and finally compares the views of all callers.
 * @throws Disagreement
 * @returns the operations that were performed
 */
export const runCommands = (
  context: RunContext,
  scene: Scene,
  commands: readonly Command[],
): Promise<readonly Operation[]> =>
  perform(context, scene, async (run) => {
    for (const command of commands) {
      const operation = run.resolve(command);
      if (operation !== undefined) await run.do(operation);
    }
  });

/** Runs operations, for example those of a failure message, as runCommands runs commands. */
export const runOperations = (
  context: RunContext,
  scene: Scene,
  operations: readonly Operation[],
): Promise<readonly Operation[]> =>
  perform(context, scene, async (run) => {
    for (const operation of operations) await run.do(operation);
  });

async function perform(
  context: RunContext,
  scene: Scene,
  body: (run: Run) => Promise<void>,
): Promise<readonly Operation[]> {
  const run = new Run(context, scene);
  try {
    await run.setUp();
    await body(run);
    await run.finish();
    return run.done;
  } catch (error) {
    context.fail();
    const agents = scene.agents.map(
      ({ username, skills, maxConcurrent, presence }) =>
        `  ${username}: ${presence}, ${skills.join(' and ')}, at most ${maxConcurrent}`,
    );
    const done = run.done.map((operation) => `  ${JSON.stringify(operation)}`);
    const found = error instanceof Difference ? error.message : String(error);
    throw new Disagreement(['', ...agents, ...done, found].join('\n'), { cause: error });
  } finally {
    if (context.recorder !== undefined) {
      await context.recorder.close();
      await until(async () => (await context.openSubscriptions()) === 0);
    }
  }
}

class Run {
  readonly done: Operation[] = [];
  readonly #context: RunContext;
  readonly #scene: Scene;
  readonly #system: System;
  #model: ModelState;
  /** The event id of the first response, by idempotency key. */
  readonly #firstByKey = new Map<string, string | undefined>();

  constructor(context: RunContext, scene: Scene) {
    this.#context = context;
    this.#scene = scene;
    this.#system = new System(context.transport, context.tokenOf, context.foreignId);
    this.#model = newModelState(scene.agents, context.reoffer);
  }

  async setUp(): Promise<void> {
    const { agents } = this.#scene;
    const inputs = agents.map(
      ({ username, nickname, skills, maxConcurrent }) =>
        [username, { username, nickname, skills, maxConcurrent }] as const,
    );
    const query = upsertAgentsMutation(agents.map(({ username }) => username));
    await this.#system.execute('staff', 'setup', { query, variables: Object.fromEntries(inputs) });
    for (const { username } of agents) this.#context.recorder?.subscribeToNotifications(username);
    await this.#waitForSubscriptions();
    for (const { username: name, presence: state } of agents)
      if (state !== 'LOGGED_OFF')
        await this.#system.execute({ kind: 'agent', name }, 'setup', {
          query: setStateMutation,
          variables: { state },
        });
    await this.#waitForAgreement([this.#model]);
  }

  resolve(command: Command): Operation | undefined {
    return resolve(this.#model, command, this.done);
  }

  async do(operation: Operation): Promise<void> {
    this.done.push(operation);
    const next = step(this.#model, operation);
    const data = await this.#system.execute(
      callerOf(operation),
      'operation',
      requestFor(operation, this.#system),
    );
    [this.#model] = next.states;
    if (operation.kind !== 'setAgentState') this.#check(operation, next, data.answer as Payload);
    if (!next.repeated && next.answer.status === 'OK') this.#subscribe(operation, next.answer.interaction);
    await this.#waitForSubscriptions();
    await this.#waitForAgreement(next.states);
  }

  async finish(): Promise<void> {
    if (this.#model.interactions.length === 0) return;
    const histories = await compareHistories(this.#model, this.#system);
    const { recorder } = this.#context;
    if (recorder === undefined) return;
    for (let attempt = 0; ; attempt++)
      try {
        comparePushed(this.#model, recorder, histories, this.#system);
        return;
      } catch (error) {
        if (attempt >= this.#tries) throw error;
        await delay(pauseMs(attempt));
      }
  }

  /** Subscribes staff, the customer and accepting agents as soon as they have access. */
  #subscribe(operation: Operation, position: number | null): void {
    const { recorder } = this.#context;
    const id = position === null ? undefined : this.#system.ids[position];
    if (recorder === undefined || position === null || id === undefined) return;
    if (operation.kind === 'startInteraction') recorder.subscribe('staff', position, id);
    if (operation.kind === 'startInteraction' || operation.kind === 'acceptInteraction')
      recorder.subscribe(callerOf(operation), position, id);
  }

  /** Waits until all subscriptions are open. Notifications sent before are not repeated. */
  async #waitForSubscriptions(): Promise<void> {
    const { recorder, openSubscriptions } = this.#context;
    if (recorder !== undefined) await until(async () => (await openSubscriptions()) === recorder.open);
  }

  #check(operation: Operation, { answer, repeated }: Step, payload: Payload): void {
    const { status, statusCode, statusMessage, result, event, interaction } = payload;
    const done = answer.status === 'OK';
    // An agent who rejects cannot see the resulting events. If the agent has joined since, a repeated reject can name an event.
    const mayNameEvent = repeated && operation.kind === 'rejectInteraction';
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
        event: mayNameEvent ? null : (event?.__typename ?? null),
      },
      'the answer',
    );
    const key = keyOf(operation);
    if (repeated && key !== undefined && !mayNameEvent)
      expectSame(this.#firstByKey.get(key), event?.eventId, "the answer's event");
    else if (done && key !== undefined) this.#firstByKey.set(key, event?.eventId);

    const position = answer.interaction;
    if (position === null) return;
    const { ids, answeredEvents } = this.#system;
    if (done && interaction !== null) ids[position] ??= interaction.id;
    if (done && event !== null)
      answeredEvents.push({ interaction: position, eventId: event.eventId, kind: event.__typename });
    const expected = this.#model.interactions[position];
    const caller = callerOf(operation);
    if (expected === undefined) return;
    // Routing may or may not have offered the rejected interaction to the same agent already.
    if (operation.kind !== 'rejectInteraction')
      expectSame(
        isVisibleTo(expected, caller) ? ids[position] : undefined,
        interaction?.id,
        "the answer's interaction",
      );
    if (interaction === null) return;
    expectSame(
      waiting({ ...expectedInteraction(expected, caller) }),
      waiting({ ...actualInteraction(interaction) }),
      "the answer's interaction",
    );
  }

  /** Waits until the system matches one of the possible states of the model and keeps that state. @throws Difference */
  async #waitForAgreement(states: readonly ModelState[]): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const [actual, visible] = await Promise.all([
        this.#system.readState(),
        this.#system.visible(agentsOf(this.#model)),
      ]);
      const found = states.map((model) => this.#differences(model, actual, visible));
      const position = found.findIndex(({ length }) => length === 0);
      this.#model = states[position] ?? this.#model;
      if (position >= 0) return;
      if (attempt >= this.#tries) throw new Difference(found[0]?.join('\n'));
      await delay(pauseMs(attempt));
    }
  }

  get #tries(): number {
    return this.#context.hasFailed() ? tries.later : tries.first;
  }

  #differences(model: ModelState, actual: SystemState, visible: object): string[] {
    return [
      ...model.interactions.flatMap((interaction, position) => {
        const read = actual.interactions[position];
        const where = `interaction ${position}`;
        return read === undefined
          ? [`${where} is not listed`]
          : differences(expectedInteraction(interaction, 'staff'), actualInteraction(read), where);
      }),
      ...differences(model.interactions.length, actual.total, 'the number of interactions'),
      ...differences(expectedAgents(model), actualAgents(actual.agents, this.#system.ids), 'agents'),
      ...differences(expectedVisible(model), visible, 'visible interactions by agent'),
    ];
  }
}

/** Replaces ALERTING by QUEUED: routing may finish after the response. */
const waiting = ({ ...actual }: Record<string, unknown>): Record<string, unknown> => ({
  ...actual,
  status: String(actual.status).replace('ALERTING', 'QUEUED'),
});

const agentsOf = (model: ModelState): Principal[] =>
  model.agents.map(({ username }) => ({ kind: 'agent', name: username }));

const expectedVisible = (model: ModelState): object =>
  model.interactions.length === 0
    ? {}
    : Object.fromEntries(
        agentsOf(model).map((agent) => [
          agent.name,
          model.interactions.map((interaction) => isVisibleTo(interaction, agent)),
        ]),
      );
