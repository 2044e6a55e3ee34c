import { lastSeq, recordsOf, type EventLog, type Head, type LogRecord } from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { toCompleted } from './completed.ts';
import { offerTo, type InteractionFact, type InteractionState } from './model/index.ts';
import type { AgentPort } from '../shared/agent-port.ts';
import type { FlowPort, HistoryPort } from './dependencies.ts';
import type { InteractionStore } from './store.ts';

export type Projector = ReturnType<typeof createProjector>;

interface ProjectorPorts {
  readonly agents: AgentPort;
  readonly flows: FlowPort;
  readonly history: HistoryPort;
}

/**
 * What follows from the log, and can be done again: the projection, the agents' slots, the history. Whoever appends does it before
 * answering, so that reads show it; what a process that died has left, a sweep does.
 */
export function createProjector(
  store: InteractionStore,
  log: EventLog,
  { agents, flows, history }: ProjectorPorts,
  clock: Clock,
) {
  /** @param records what has just been written; without them, everything that may have been */
  async function project(
    tenant: string,
    { seq, state }: Head<InteractionState>,
    records?: readonly LogRecord[],
  ): Promise<void> {
    await store.project(tenant, state, clock.now());
    const { interactionId, flow } = state;
    if (flow !== null && (records === undefined || records[0]?.seq === 1))
      await flows.recordInteraction(tenant, flow, interactionId);
    // Finished first: the agent who is free again may already ask what became of it.
    if (state.completedAt !== null) {
      const all: LogRecord[] = [];
      for await (const record of recordsOf(log, 'interaction', tenant, interactionId, {
        after: 0,
        upTo: seq,
      }))
        all.push(record);
      await history.record(tenant, toCompleted(state, all));
    }
    // A slot may have been reserved since, for the next offer: these records say nothing of it, though the state is newer than they are.
    const last = records?.at(-1);
    const upTo = last === undefined ? seq : lastSeq(last);
    for (const agent of records === undefined ? agentsOf(state) : agentsIn(records, state)) {
      const phase = phaseOf(state, agent);
      // Nor can it be told from the state alone; who is left with a slot of the past is found by the sweep of the slots.
      if (phase === 'FREE' && records === undefined && state.endedAt === null) continue;
      await agents.setPhase(tenant, agent, { interactionId, seq: upTo }, phase);
    }
    // What comes of this being lost is only that it is done once more.
    store.settled({ tenant, interactionId }, seq).catch(() => undefined);
  }

  return {
    project,
    /** The log's hook: a message alone changes nothing but the log. */
    async written(
      tenant: string,
      _stream: string,
      head: Head<InteractionState>,
      records: readonly LogRecord[],
    ): Promise<void> {
      if (records.some(({ changes }) => changes)) await project(tenant, head, records);
    },
  };
}

/** Every agent whom the interaction may hold a slot of. */
const agentsOf = (state: InteractionState): ReadonlySet<string> =>
  new Set([
    ...state.participants.filter(({ role }) => role === 'AGENT').map(({ principal }) => principal),
    ...state.offers.map(({ agent }) => agent),
    ...state.declined.map(({ agent }) => agent),
  ]);

/** The agents whom the records are about; the end of a conversation is about all. */
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

/** What an agent has of it, by the log. */
export function phaseOf(state: InteractionState, agent: string): 'RESERVED' | 'WORKING' | 'WRAP' | 'FREE' {
  const isIn = state.participants.some(
    ({ role, principal, leftAt }) => role === 'AGENT' && principal === agent && leftAt === null,
  );
  if (isIn && state.completedAt === null) return state.endedAt === null ? 'WORKING' : 'WRAP';
  return offerTo(state, agent) === undefined ? 'FREE' : 'RESERVED';
}
