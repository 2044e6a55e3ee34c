import { createProjectionCatchUp } from '../../../eventlog/index.ts';
import { DomainError } from '../../../kernel/errors.ts';
import { createIntervalLoop, type BackgroundLoop } from '../../../kernel/interval-loop.ts';
import { logFailure } from '../../../kernel/logger.ts';
import type { UnverifiedAgent } from '../../shared/agent-port.ts';
import type { InteractionDependencies } from '../dependencies.ts';
import { phaseOf, projectInteraction } from '../projector.ts';
import { sweepPageSize, type InteractionKey, type SweepEntry } from '../store.ts';
import { voidOffer } from './offers.ts';
import { replaceOffer, route, stopRouting } from './router.ts';

const sweepMs = 1000;
/** The less frequent sweeps run once per this number of sweeps. */
const infrequentSweeps = 5;
/** Younger work is probably still being done by the process that began it. */
const orphanedMs = 5000;
const agentPageSize = 50;

/** Creates the loop that handles due offers and waiting interactions, and repairs what dead processes left. It runs in every process. */
export function createSweeper(deps: InteractionDependencies): BackgroundLoop {
  const { log, store, clock, logger } = deps;
  let count = 0;
  let waitingPosition: SweepEntry | undefined;
  const catchUp = createProjectionCatchUp(log, clock, {
    kind: 'interaction',
    projectedSeq: (...key) => store.projectedSeq(...key),
    reproject: (tenant, interactionId) =>
      attempt(deps, { tenant, interactionId }, () => reproject(deps, { tenant, interactionId })),
  });
  const sweep = async (): Promise<void> => {
    await sweepDueOffers(deps);
    waitingPosition = await sweepWaiting(deps, waitingPosition);
    if (count++ % infrequentSweeps !== 0) return;
    await catchUp();
    await sweepUnprojected(deps);
    await sweepSlots(deps);
  };
  const loop = createIntervalLoop(sweepMs, sweep, logFailure(logger, 'a sweep of interactions failed'));
  return {
    start: loop.start,
    async stop() {
      const stopped = loop.stop();
      stopRouting(deps);
      await stopped;
    },
  };
}

/** Ends offers whose deadline has passed, including offers of dead processes. */
async function sweepDueOffers(deps: InteractionDependencies): Promise<void> {
  const now = deps.clock.now();
  await sweepPages(
    deps,
    (after) => deps.store.dueBefore(now, after),
    async ({ tenant, interactionId }) => {
      const { state } = await deps.streams.heads.refresh(tenant, interactionId, 'local');
      for (const { offerId, expiresAt } of state.offers)
        if (expiresAt <= now) await replaceOffer(deps, tenant, interactionId, offerId, 'MISSED');
    },
  );
}

/**
 * Routes one page of waiting interactions. Interactions that no agent can take do not delay the others: the next sweep continues behind.
 * @returns where the next sweep continues; undefined to start again
 */
async function sweepWaiting(
  deps: InteractionDependencies,
  after: SweepEntry | undefined,
): Promise<SweepEntry | undefined> {
  const found = await deps.store.waitingAnywhere(after);
  // Without an available agent for one interaction, later ones with the same skill are skipped.
  const unavailable = new Set<string>();
  for (const { tenant, interactionId, skill } of found) {
    const wanted = JSON.stringify([tenant, skill]);
    if (unavailable.has(wanted)) continue;
    await attempt(deps, { tenant, interactionId }, async () => {
      if (await route(deps, tenant, interactionId)) return;
      const { state } = await deps.streams.heads.refresh(tenant, interactionId, 'local');
      if (state.declined.length === 0 && !state.participants.some(({ role }) => role === 'AGENT'))
        unavailable.add(wanted);
    });
  }
  return found.length < sweepPageSize ? undefined : found.at(-1);
}

/** Projects interactions whose projection was not completed. */
async function sweepUnprojected(deps: InteractionDependencies): Promise<void> {
  const old = new Date(deps.clock.now().getTime() - orphanedMs);
  await sweepPages(
    deps,
    (after) => deps.store.unprojectedBefore(old, after),
    (key) => reproject(deps, key),
  );
}

async function reproject(
  deps: InteractionDependencies,
  { tenant, interactionId }: InteractionKey,
): Promise<void> {
  await projectInteraction(deps, tenant, await deps.streams.heads.refresh(tenant, interactionId, 'local'));
  await route(deps, tenant, interactionId);
}

/** Corrects agents' slots that differ from the log, because a process died between the two writes. Reads only slots that have changed. */
async function sweepSlots(deps: InteractionDependencies): Promise<void> {
  const old = new Date(deps.clock.now().getTime() - orphanedMs);
  for (let skip = 0; !deps.routing.stopped;) {
    const found = await deps.agents.unverifiedAgents(old, agentPageSize, skip);
    for (const agent of found) if (!(await verifySlots(deps, agent, old))) skip += 1;
    if (found.length < agentPageSize) return;
  }
}

/** Compares an agent's slots with the log, and corrects those that differ. @returns whether all of them are known to agree */
async function verifySlots(
  deps: InteractionDependencies,
  agent: UnverifiedAgent,
  old: Date,
): Promise<boolean> {
  let agreeing = 0;
  for (const slot of agent.slots)
    // A younger slot is probably still being changed.
    if (slot.since < old)
      await attempt(deps, slot, async () => {
        if (await verifySlot(deps, agent, slot)) agreeing += 1;
      });
  return agreeing === agent.slots.length && (await deps.agents.confirmSlots(agent));
}

/** Corrects a slot that differs from the log. @returns whether it agreed */
async function verifySlot(
  deps: InteractionDependencies,
  { tenant, username }: UnverifiedAgent,
  { interactionId, offerId, phase }: UnverifiedAgent['slots'][number],
): Promise<boolean> {
  const { agents, streams } = deps;
  const { seq, state } = await streams.heads.refresh(tenant, interactionId, 'local');
  const expected = phaseOf(state, username);
  if (expected === phase) return true;
  if (expected === 'FREE' && phase === 'RESERVING') {
    if (await voidOffer(deps, tenant, interactionId, username, offerId))
      await agents.releaseOffer(tenant, username, interactionId, offerId);
  } else await agents.setPhase(tenant, username, { interactionId, seq }, expected);
  return false;
}

async function sweepPages(
  deps: InteractionDependencies,
  read: (after: SweepEntry | undefined) => Promise<readonly SweepEntry[]>,
  handle: (key: InteractionKey) => Promise<unknown>,
): Promise<void> {
  for (let after: SweepEntry | undefined; !deps.routing.stopped;) {
    const found = await read(after);
    for (const { tenant, interactionId } of found)
      await attempt(deps, { tenant, interactionId }, () => handle({ tenant, interactionId }));
    if (found.length < sweepPageSize) return;
    after = found.at(-1);
  }
}

/**
 * Handles one entry of a sweep. A failure is logged and does not stop the sweep of the others.
 * @returns whether it succeeded
 * @throws UNAVAILABLE, which would fail for the others too
 */
async function attempt(
  { routing, logger }: InteractionDependencies,
  entry: object,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'UNAVAILABLE') throw error;
    if (!routing.stopped)
      logger.error({ err: error, ...entry }, 'a sweep failed for one entry; it will be retried');
    return false;
  }
}
