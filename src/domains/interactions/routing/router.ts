import { v7 as uuid } from 'uuid';
import type { Appender, Heads } from '../../../eventlog/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { DomainError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { decideEndOffer, decideOffer, decideVoid, type NewOffer } from '../decisions/index.ts';
import { needsRouting, offerTo, type InteractionState, type Refusal } from '../model/index.ts';
import type { AgentPort } from '../../shared/agent-port.ts';
import { phaseOf, type Projector } from '../projector.ts';
import { sweptTogether, type InteractionStore, type Named, type Swept } from '../store.ts';

export interface RoutingSettings {
  /** How long an agent has to answer an offer. */
  readonly offerTimeoutMs: number;
  /** How long an interaction is not offered again to an agent who did not take it. */
  readonly reofferDelayMs: number;
}

export type Routing = ReturnType<typeof createRouting>;

/** Who does what happens by itself. */
export const system = 'system';
const triedTogether = 50;
/** So often one gives way to those who wait longer; then it is offered, whoever waits. */
const maxGivenWay = 5;
/** What is younger is probably still being made by the process that began it. */
const orphanedMs = 5000;

/** What is being offered, and whether it was asked for once more meanwhile. */
interface Run {
  again: boolean;
  done: Promise<boolean>;
}

/**
 * Brings interactions that need an agent and agents who are free together. Any process may do any of it at any time: a slot is reserved
 * at the agent first, then the interaction's log decides; what a process that died has left half done, the others finish.
 */
export function createRouting(
  store: InteractionStore,
  { heads, appender }: { heads: Heads<InteractionState>; appender: Appender<InteractionState> },
  settler: Projector,
  agents: AgentPort,
  clock: Clock,
  log: Logger,
  { offerTimeoutMs, reofferDelayMs }: RoutingSettings,
) {
  const routing = new Map<string, Run>();
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  /** How far the sweep of those who wait has come. */
  let sweptUpTo: Swept | undefined;

  const append = (
    tenant: string,
    interactionId: string,
    key: string,
    decide: (state: InteractionState, at: Date) => ReturnType<typeof decideOffer>,
  ) =>
    appender.append<Refusal>(tenant, interactionId, {
      by: system,
      key,
      hash: '',
      isRepeatable: true,
      decide,
    });

  const keyOf = (offerId: string) => `offer:${offerId}`;

  const mustGoOn = ({ again }: Run): boolean => again && !stopped;

  /** Offers an interaction to whoever fits. @returns whether it is on offer, or needs nobody */
  function route(tenant: string, interactionId: string): Promise<boolean> {
    const name = `${tenant}:${interactionId}`;
    const known = routing.get(name);
    if (known !== undefined) {
      // It may have looked already at what has changed since.
      known.again = true;
      return known.done;
    }
    const running: Run = { again: false, done: Promise.resolve(false) };
    const tryOn = async (): Promise<boolean> => {
      running.again = false;
      const isDone = await tryToOffer(tenant, interactionId);
      return mustGoOn(running) ? tryOn() : isDone;
    };
    running.done = tryOn().finally(() => routing.delete(name));
    routing.set(name, running);
    return running.done;
  }

  async function tryToOffer(tenant: string, interactionId: string, givenWay = 0): Promise<boolean> {
    const { seq, state } = await heads.refresh(tenant, interactionId, 'local');
    if (!needsRouting(state) || state.need === null) return true;
    const recently = clock.now().getTime() - reofferDelayMs;
    const declined = state.declined.map(({ agent }) => agent);
    const cooling = state.declined.filter(({ at }) => at.getTime() > recently).map(({ agent }) => agent);
    const inIt = state.participants.filter(({ leftAt }) => leftAt === null).map(({ principal }) => principal);
    const { skill, type } = state;
    const assignment = { interactionId, offerId: uuid(), seq, type, reason: state.need.reason };
    // Who has not seen it yet comes before who would not have it.
    const agent =
      (await agents.reserveLongestIdle(tenant, { skill, avoid: [...declined, ...inIt] }, assignment)) ??
      (declined.length > cooling.length
        ? await agents.reserveLongestIdle(tenant, { skill, avoid: [...cooling, ...inIt] }, assignment)
        : undefined);
    if (agent === undefined) return false;
    const { offerId } = assignment;
    const older = givenWay < maxGivenWay ? await olderFor(tenant, agent, state.need.since) : undefined;
    if (older !== undefined) {
      // The agent has become free since those who wait longer were looked at: they come first.
      await agents.releaseOffer(tenant, agent, interactionId, offerId);
      await route(tenant, older);
      return tryToOffer(tenant, interactionId, givenWay + 1);
    }
    const outcome = await append(tenant, interactionId, keyOf(offerId), (now, at) =>
      decideOffer(now, newOffer(offerId, agent, at), at),
    );
    if ('record' in outcome && offerTo(outcome.head.state, agent)?.offerId === offerId) {
      await offered(tenant, interactionId, agent, offerId);
      return true;
    }
    // Somebody else was first, or it is no longer needed.
    await agents.releaseOffer(tenant, agent, interactionId, offerId);
    return true;
  }

  /** What has waited longer, and fits the agent. It never waits for what is younger, so this ends. */
  async function olderFor(tenant: string, agent: string, since: Date): Promise<string | undefined> {
    const skills = await agents.skillsOf(tenant, agent);
    const waiting = await store.waiting(tenant, skills, triedTogether, since);
    return waiting.find(
      ({ declined, offers, participants }) =>
        !offers.some((offer) => offer.agent === agent) &&
        !declined.some((decliner) => decliner.agent === agent) &&
        !participants.some(({ principal, leftAt }) => principal === agent && leftAt === null),
    )?.interactionId;
  }

  const newOffer = (offerId: string, agent: string, at: Date): NewOffer => ({
    offerId,
    agent,
    expiresAt: new Date(at.getTime() + offerTimeoutMs),
  });

  /** Sees to it that an offer that stands comes to an end. */
  async function offered(
    tenant: string,
    interactionId: string,
    agent: string,
    offerId: string,
  ): Promise<void> {
    expire(tenant, interactionId, offerId);
    // Who went away between the reservation and the offer was told of nothing that could be cancelled.
    if (!(await agents.isAvailable(tenant, agent)))
      void quietly(endOffer(tenant, interactionId, offerId, 'CANCELLED'));
  }

  /** The deadline only says when it may be ended; until it is, it can be accepted. */
  function expire(tenant: string, interactionId: string, offerId: string): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      // Nearly all are answered by then: where that is known, there is nothing to do.
      const known = heads.cached(tenant, interactionId);
      if (known?.state.offers.some((offer) => offer.offerId === offerId) !== false)
        void quietly(endOffer(tenant, interactionId, offerId, 'MISSED'));
    }, offerTimeoutMs + 1);
    timer.unref();
    timers.add(timer);
  }

  /** Ends an offer that nobody answered, and looks for the next agent. */
  async function endOffer(
    tenant: string,
    interactionId: string,
    offerId: string,
    reason: 'MISSED' | 'CANCELLED',
  ): Promise<void> {
    await append(tenant, interactionId, `end:${offerId}`, (state, at) =>
      decideEndOffer(state, offerId, reason, at),
    );
    await route(tenant, interactionId);
  }

  /** An agent may take something: what has waited longest and fits comes first. */
  async function routeTo(tenant: string, username: string): Promise<void> {
    const skills = await agents.skillsOf(tenant, username);
    for (const { interactionId } of await store.waiting(tenant, skills, triedTogether)) {
      if (!(await agents.hasCapacity(tenant, username))) return;
      await route(tenant, interactionId);
    }
  }

  async function cancelOffers(
    tenant: string,
    username: string,
    interactionIds: readonly string[],
  ): Promise<void> {
    for (const interactionId of interactionIds) {
      const { state } = await heads.refresh(tenant, interactionId, 'local');
      const offer = offerTo(state, username);
      if (offer !== undefined) await endOffer(tenant, interactionId, offer.offerId, 'CANCELLED');
    }
  }

  /** A slot that the log does not know of, or no longer: its process has died between the two. */
  async function checkSlot(
    { tenant, username }: { readonly tenant: string; readonly username: string },
    { interactionId, offerId, phase }: { interactionId: string; offerId: string; phase: string },
  ): Promise<void> {
    const { seq, state } = await heads.refresh(tenant, interactionId, 'local');
    const due = phaseOf(state, username);
    if (due === phase) return;
    if (due !== 'FREE') {
      await agents.setPhase(tenant, username, { interactionId, seq }, due);
      return;
    }
    if (phase === 'RESERVING') {
      // Whichever of the two lands first wins: then the offer can no longer be made, or it is there.
      const outcome = await append(tenant, interactionId, keyOf(offerId), (now) => decideVoid(now, offerId));
      const stands = offerTo(outcome.head.state, username)?.offerId === offerId;
      if (!stands) await agents.releaseOffer(tenant, username, interactionId, offerId);
    } else await agents.setPhase(tenant, username, { interactionId, seq }, 'FREE');
  }

  /** Never rejects. */
  const quietly = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      if (!stopped) log.warn({ err: error }, 'routing did not come to an end; a sweep will do it');
    }
  };

  /** What cannot be done to one must not keep the others waiting. @returns whether it was done @throws UNAVAILABLE: nor could it be done to them */
  async function alone(what: object, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'UNAVAILABLE') throw error;
      if (!stopped) log.error({ err: error, ...what }, 'a sweep cannot finish this; it will be tried again');
      return false;
    }
  }

  async function sweepAll(
    read: (after: Swept | undefined) => Promise<readonly Swept[]>,
    act: (one: Named) => Promise<unknown>,
  ): Promise<void> {
    for (let after: Swept | undefined; !stopped;) {
      const found = await read(after);
      for (const { tenant, interactionId } of found)
        await alone({ tenant, interactionId }, () => act({ tenant, interactionId }));
      if (found.length < sweptTogether) return;
      after = found.at(-1);
    }
  }

  agents.onCapacity((tenant, username) => quietly(routeTo(tenant, username)));
  agents.onUnavailable((tenant, username, interactionIds) =>
    quietly(cancelOffers(tenant, username, interactionIds)),
  );

  return {
    route,
    newOffer,
    offered,
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },

    /** Offers whose time has run out, also those of processes that are gone. */
    async sweepDue(): Promise<void> {
      const now = clock.now();
      await sweepAll(
        (after) => store.dueBefore(now, after),
        async ({ tenant, interactionId }) => {
          const { state } = await heads.refresh(tenant, interactionId, 'local');
          for (const { offerId, expiresAt } of state.offers)
            if (expiresAt <= now) await endOffer(tenant, interactionId, offerId, 'MISSED');
        },
      );
    },

    /** Some at a time, each in its turn: however many wait for whom there is not, the next sweeps come to the others. */
    async sweepWaiting(): Promise<void> {
      const found = await store.waitingAnywhere(sweptUpTo);
      sweptUpTo = found.length < sweptTogether ? undefined : found.at(-1);
      // Where nobody is free for one, nobody is for those behind it who ask for the same.
      const nobody = new Set<string>();
      for (const { tenant, interactionId, skill } of found) {
        const asked = JSON.stringify([tenant, skill]);
        if (nobody.has(asked)) continue;
        await alone({ tenant, interactionId }, async () => {
          if (await route(tenant, interactionId)) return;
          const { state } = await heads.refresh(tenant, interactionId, 'local');
          if (state.declined.length === 0 && !state.participants.some(({ role }) => role === 'AGENT'))
            nobody.add(asked);
        });
      }
    },

    async sweepUnsettled(): Promise<void> {
      const old = new Date(clock.now().getTime() - orphanedMs);
      await sweepAll((after) => store.unsettledBefore(old, after), resettle);
    },

    async sweepSlots(): Promise<void> {
      const old = clock.now().getTime() - orphanedMs;
      let after: string | undefined;
      for (;;) {
        const busy = await agents.busyAgents(triedTogether, after);
        for (const agent of busy)
          for (const slot of agent.slots)
            if (slot.since.getTime() < old) await alone(slot, () => checkSlot(agent, slot));
        const last = busy.at(-1);
        if (last === undefined || busy.length < triedTogether) return;
        after = `${last.tenant}:${last.username}`;
      }
    },
    /** @returns whether it came to an end */
    resettle: (named: Named): Promise<boolean> => alone(named, () => resettle(named)),
  };

  async function resettle({ tenant, interactionId }: Named): Promise<void> {
    const head = await heads.refresh(tenant, interactionId, 'local');
    await settler.project(tenant, head);
    await route(tenant, interactionId);
  }
}
