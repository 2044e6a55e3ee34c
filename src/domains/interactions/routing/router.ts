import { v7 as uuid } from 'uuid';
import type { InteractionDependencies, RoutingRun, RoutingState } from '../dependencies.ts';
import { needsRouting, offerTo, type InteractionState } from '../model/index.ts';
import type { OperationOutcome } from '../commands/run.ts';
import { endOffer, makeOffer } from './offers.ts';

/*
 * Routing brings interactions that need an agent together with agents who have capacity. Any process may route any interaction at any
 * time: it first reserves a slot of the agent, then appends the offer to the interaction's log. The sweeps of all processes finish what
 * a process that died has left.
 */

const maxCandidates = 50;
/** How often an interaction gives way to older ones. After that it is offered even if older ones wait. */
const maxYields = 5;

export const createRoutingState = (): RoutingState => ({
  runs: new Map(),
  timers: new Set(),
  stopped: false,
});

/** Connects routing to changes of agents. */
export function startRouting(deps: InteractionDependencies): void {
  deps.agents.onCapacity((tenant, username) => logFailures(deps, routeToAgent(deps, tenant, username)));
  deps.agents.onUnavailable((tenant, username, interactionIds) =>
    logFailures(deps, cancelOffersTo(deps, tenant, username, interactionIds)),
  );
}

export function stopRouting({ routing }: InteractionDependencies): void {
  routing.stopped = true;
  for (const timer of routing.timers) clearTimeout(timer);
}

/**
 * Offers an interaction to the best agent. Concurrent calls for an interaction share one run.
 * @returns true if the interaction is on offer or needs no agent; false if no agent is available
 */
export function route(
  deps: InteractionDependencies,
  tenant: string,
  interactionId: string,
): Promise<boolean> {
  const { routing } = deps;
  const name = `${tenant}:${interactionId}`;
  const current = routing.runs.get(name);
  if (current !== undefined) {
    current.again = true;
    return current.result;
  }
  const run: RoutingRun = { again: false, result: Promise.resolve(false) };
  run.result = routeUntilDone(deps, tenant, interactionId, run).finally(() => routing.runs.delete(name));
  routing.runs.set(name, run);
  return run.result;
}

async function routeUntilDone(
  deps: InteractionDependencies,
  tenant: string,
  interactionId: string,
  run: RoutingRun,
): Promise<boolean> {
  run.again = false;
  const isDone = await offerOnce(deps, tenant, interactionId);
  return mustRepeat(deps, run) ? routeUntilDone(deps, tenant, interactionId, run) : isDone;
}

const mustRepeat = ({ routing }: InteractionDependencies, { again }: RoutingRun): boolean =>
  again && !routing.stopped;

/** Routes after a command that succeeded, instead of waiting for a sweep. @returns the command's outcome */
export async function routeAfter(
  deps: InteractionDependencies,
  tenant: string,
  outcome: OperationOutcome,
): Promise<OperationOutcome> {
  if (outcome.status === 'OK') await route(deps, tenant, outcome.interactionId).catch(() => undefined);
  return outcome;
}

async function offerOnce(
  deps: InteractionDependencies,
  tenant: string,
  interactionId: string,
  yields = 0,
): Promise<boolean> {
  const { agents, streams } = deps;
  const { seq, state } = await streams.heads.refresh(tenant, interactionId, 'local');
  if (!needsRouting(state) || state.need === null) return true;
  const { since, reason } = state.need;
  const offerId = uuid();
  const agent = await reserveAgent(deps, tenant, state, {
    interactionId,
    offerId,
    seq,
    type: state.type,
    reason,
  });
  if (agent === undefined) return false;
  const older = yields < maxYields ? await findOlder(deps, tenant, agent, since) : undefined;
  if (older === undefined && (await makeOffer(deps, tenant, interactionId, agent, offerId))) {
    await watchOffer(deps, tenant, interactionId, agent, offerId);
    return true;
  }
  await agents.releaseOffer(tenant, agent, interactionId, offerId);
  if (older === undefined) return true;
  // The agent gained capacity after the older interaction was routed: the older one comes first.
  await route(deps, tenant, older);
  return offerOnce(deps, tenant, interactionId, yields + 1);
}

/** Reserves a slot: of agents who have not declined the interaction, else of agents who declined it before the re-offer delay. */
async function reserveAgent(
  { agents, clock, settings }: InteractionDependencies,
  tenant: string,
  { skill, declined, participants }: InteractionState,
  reservation: Parameters<InteractionDependencies['agents']['reserveLongestIdle']>[2],
): Promise<string | undefined> {
  const delayedSince = clock.now().getTime() - settings.reofferDelayMs;
  const present = participants.filter(({ leftAt }) => leftAt === null).map(({ principal }) => principal);
  const all = declined.map(({ agent }) => agent);
  const recent = declined.filter(({ at }) => at.getTime() > delayedSince).map(({ agent }) => agent);
  const reserve = (avoid: readonly string[]) =>
    agents.reserveLongestIdle(tenant, { skill, avoid: [...avoid, ...present] }, reservation);
  return (await reserve(all)) ?? (all.length > recent.length ? reserve(recent) : undefined);
}

/** Returns an interaction that fits the agent and has waited longer. It never waits for a younger one, so yielding terminates. */
async function findOlder(
  { agents, store }: InteractionDependencies,
  tenant: string,
  agent: string,
  since: Date,
): Promise<string | undefined> {
  const skills = await agents.skillsOf(tenant, agent);
  const waiting = await store.waiting(tenant, skills, maxCandidates, since);
  return waiting.find(
    ({ declined, offers, participants }) =>
      !offers.some((offer) => offer.agent === agent) &&
      !declined.some((decliner) => decliner.agent === agent) &&
      !participants.some(({ principal, leftAt }) => principal === agent && leftAt === null),
  )?.interactionId;
}

/** Ensures that an offer ends: at its deadline, or now if the agent became unavailable before the offer existed. */
export async function watchOffer(
  deps: InteractionDependencies,
  tenant: string,
  interactionId: string,
  agent: string,
  offerId: string,
): Promise<void> {
  startOfferTimer(deps, tenant, interactionId, offerId);
  if (!(await deps.agents.isAvailable(tenant, agent)))
    void logFailures(deps, replaceOffer(deps, tenant, interactionId, offerId, 'CANCELLED'));
}

/** An offer may be ended after its deadline. It can be accepted until it is ended. */
function startOfferTimer(
  deps: InteractionDependencies,
  tenant: string,
  interactionId: string,
  offerId: string,
): void {
  const { routing, settings, streams } = deps;
  const timer = setTimeout(() => {
    routing.timers.delete(timer);
    // Most offers are answered by then. The cached state usually shows it, and saves a read.
    const cached = streams.heads.cached(tenant, interactionId);
    if (cached?.state.offers.some((offer) => offer.offerId === offerId) !== false)
      void logFailures(deps, replaceOffer(deps, tenant, interactionId, offerId, 'MISSED'));
  }, settings.offerTimeoutMs + 1);
  timer.unref();
  routing.timers.add(timer);
}

/** Ends an unanswered offer and routes the interaction again. */
export async function replaceOffer(
  deps: InteractionDependencies,
  tenant: string,
  interactionId: string,
  offerId: string,
  reason: 'MISSED' | 'CANCELLED',
): Promise<void> {
  await endOffer(deps, tenant, interactionId, offerId, reason);
  await route(deps, tenant, interactionId);
}

/** Offers waiting interactions to an agent until the agent's capacity is used, longest waiting first. */
async function routeToAgent(deps: InteractionDependencies, tenant: string, username: string): Promise<void> {
  const { agents, store } = deps;
  const skills = await agents.skillsOf(tenant, username);
  for (const { interactionId } of await store.waiting(tenant, skills, maxCandidates)) {
    if (!(await agents.hasCapacity(tenant, username))) return;
    await route(deps, tenant, interactionId);
  }
}

async function cancelOffersTo(
  deps: InteractionDependencies,
  tenant: string,
  username: string,
  interactionIds: readonly string[],
): Promise<void> {
  for (const interactionId of interactionIds) {
    const { state } = await deps.streams.heads.refresh(tenant, interactionId, 'local');
    const offer = offerTo(state, username);
    if (offer !== undefined) await replaceOffer(deps, tenant, interactionId, offer.offerId, 'CANCELLED');
  }
}

/** Logs a rejection instead of propagating it: a sweep repeats the work. */
async function logFailures(
  { routing, logger }: InteractionDependencies,
  work: Promise<unknown>,
): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!routing.stopped) logger.warn({ err: error }, 'routing failed; a sweep will repeat it');
  }
}
