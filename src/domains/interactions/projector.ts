import { lastSeq, recordsOf, type Head, type LogRecord } from '../../eventlog/index.ts';
import type { CompletedInteraction, PastMessage } from '../shared/completed-interaction.ts';
import type { ProjectorDependencies } from './dependencies.ts';
import { offerTo, participantById, type InteractionFact, type InteractionState } from './model/index.ts';

/**
 * Projects the log: into the interactions' collection, the agents' slots and the history. It is idempotent. Appends project before they
 * return, so that later reads include them; sweeps repair what a process that died did not project.
 * @param records the appended records; if omitted, everything is projected
 */
export async function projectInteraction(
  { store, log, agents, flows, history, clock }: ProjectorDependencies,
  tenant: string,
  { seq, state }: Head<InteractionState>,
  records?: readonly LogRecord[],
): Promise<void> {
  await store.project(tenant, state, clock.now());
  const { interactionId, flow } = state;
  if (flow !== null && (records === undefined || records[0]?.seq === 1))
    await flows.recordInteraction(tenant, flow, interactionId);
  // The history comes before the slots: an agent whose slot is free may already read it.
  if (state.completedAt !== null) {
    const range = { after: 0, upTo: seq };
    const all = await Array.fromAsync(recordsOf(log, 'interaction', tenant, interactionId, range));
    await history.record(tenant, toCompleted(state, all));
  }
  // A slot may have been reserved for the next offer since these records were appended. They do not change that slot, even though the
  // state is later than they are.
  const last = records?.at(-1);
  const upTo = last === undefined ? seq : lastSeq(last);
  for (const agent of records === undefined ? agentsOf(state) : agentsIn(records, state)) {
    const phase = phaseOf(state, agent);
    // The state alone does not show such a reservation either: the sweep of the slots releases outdated slots.
    if (phase === 'FREE' && records === undefined && state.endedAt === null)
      await agents.requestVerification(tenant, agent, interactionId);
    else await agents.setPhase(tenant, agent, { interactionId, seq: upTo }, phase);
  }
  // If this write is lost, the interaction is only projected once more.
  store.markProjected({ tenant, interactionId }, seq).catch(() => undefined);
}

/** A process that does not know an interaction folds at most about this many facts, because the projection is its snapshot. */
export const snapshotFacts = 256;

/** Projects appended records. Messages alone are only projected as a snapshot, once in `snapshotFacts` facts. */
export async function projectRecords(
  deps: ProjectorDependencies,
  tenant: string,
  head: Head<InteractionState>,
  records: readonly LogRecord[],
): Promise<void> {
  const before = (records[0]?.seq ?? head.seq) - 1;
  const completesBlock = Math.floor(before / snapshotFacts) < Math.floor(head.seq / snapshotFacts);
  if (completesBlock || records.some(({ changes }) => changes))
    await projectInteraction(deps, tenant, head, records);
}

/** Returns every agent that may have a slot for the interaction. */
const agentsOf = (state: InteractionState): ReadonlySet<string> =>
  new Set([
    ...state.participants.filter(({ role }) => role === 'AGENT').map(({ principal }) => principal),
    ...state.offers.map(({ agent }) => agent),
    ...state.declined.map(({ agent }) => agent),
  ]);

/** Returns the agents whose slots the records change. The end of a conversation changes the slots of all. */
function agentsIn(records: readonly LogRecord[], state: InteractionState): ReadonlySet<string> {
  const agents = new Set<string>();
  for (const { facts } of records)
    for (const fact of facts as readonly InteractionFact[])
      if (fact.type === 'offered' || fact.type === 'offerEnded') agents.add(fact.agent);
      else if (fact.type === 'ended' || fact.type === 'completed')
        for (const agent of agentsOf(state)) agents.add(agent);
      else if ((fact.type === 'joined' || fact.type === 'left') && fact.participant.role === 'AGENT')
        agents.add(fact.participant.principal);
  return agents;
}

/** Returns the phase of an agent's slot according to the log. */
export function phaseOf(state: InteractionState, agent: string): 'RESERVED' | 'WORKING' | 'WRAP' | 'FREE' {
  const isPresent = state.participants.some(
    ({ role, principal, leftAt }) => role === 'AGENT' && principal === agent && leftAt === null,
  );
  if (isPresent && state.completedAt === null) return state.endedAt === null ? 'WORKING' : 'WRAP';
  return offerTo(state, agent) === undefined ? 'FREE' : 'RESERVED';
}

/** Converts a completed interaction for the history. */
function toCompleted(state: InteractionState, records: readonly LogRecord[]): CompletedInteraction {
  const completedAt = state.completedAt ?? state.createdAt;
  const endedAt = state.endedAt ?? completedAt;
  return {
    interactionId: state.interactionId,
    type: state.type,
    subject: state.subject,
    skill: state.skill,
    createdAt: state.createdAt,
    endedAt,
    completedAt,
    endReason: state.endReason ?? 'AGENT_ENDED',
    owner: participantById(state, state.owner)?.principal ?? null,
    participants: state.participants.map(({ id, role, principal, nickname, joinedAt, leftAt }) => ({
      participantId: id,
      role,
      principalId: principal,
      nickname,
      joinedAt,
      leftAt,
    })),
    messages: records.flatMap(messagesOf),
    workCodes: state.workCodes.map((code) => ({ ...code, createdAt: completedAt })),
    durations: {
      queued: state.queuedMs,
      active: state.activeMs,
      parked: state.parkedMs,
      wrap: completedAt.getTime() - endedAt.getTime(),
    },
  };
}

const messagesOf = ({ facts, seq, at }: LogRecord): PastMessage[] =>
  (facts as readonly InteractionFact[]).flatMap((fact, index) =>
    fact.type === 'message'
      ? [{ sequence: seq + index, at, by: fact.by ?? '', text: fact.text ?? '', visibility: fact.visibility }]
      : [],
  );
