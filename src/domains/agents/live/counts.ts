import type { Clock } from '../../../kernel/clock.ts';
import { compareWords } from '../alphabetical.ts';
import { LiveSource } from '../../shared/live-source.ts';
import { LiveCount, type CountTiming } from './live-count.ts';
import { checkNode, pathOf, type HierarchyPath } from '../hierarchy.ts';
import type { AgentGrouping, AgentState, GroupCount } from '../model.ts';
import type { StateSubscriptions } from './state-subscriptions.ts';
import type { AgentStore } from '../store.ts';

export interface CountArguments {
  readonly by: AgentGrouping;
  readonly skill?: string | null | undefined;
  readonly hierarchy?: HierarchyPath | null | undefined;
}

export interface CountQuery {
  readonly by: AgentGrouping;
  readonly skill: string | undefined;
  readonly hierarchy: HierarchyPath | undefined;
}

type StateCount = Pick<GroupCount, 'state' | 'stateRaw' | 'count'>;

export interface AgentCountRecord {
  readonly state: AgentState | null;
  readonly stateRaw: string | null;
  readonly reason: string | null;
  readonly skill: string | null;
  readonly hierarchy: HierarchyPath | null;
  readonly count: number;
  readonly states: readonly StateCount[];
}

export interface AgentCountsRecord {
  readonly at: Date;
  readonly total: number;
  readonly groups: readonly AgentCountRecord[];
}

export type AgentCounter = ReturnType<typeof createAgentCounter>;

export const checkCountArguments = ({ by, skill, hierarchy }: CountArguments): CountQuery => ({
  by,
  skill: skill ?? undefined,
  hierarchy: checkNode('hierarchy', hierarchy),
});

export function createAgentCounter(
  store: Pick<AgentStore, 'count' | 'countGroups'>,
  subscriptions: StateSubscriptions,
  clock: Clock,
  timing: CountTiming,
) {
  async function count(tenant: string, { by, ...filter }: CountQuery): Promise<AgentCountsRecord> {
    const [total, counted] = await Promise.all([
      store.count(tenant, filter),
      store.countGroups(tenant, filter, by),
    ]);
    const groups = Map.groupBy(counted, ({ name, state, stateRaw }) =>
      JSON.stringify(hasState(by) ? [state, stateRaw, name] : name),
    );
    return {
      at: clock.now(),
      total,
      groups: [...groups.values()]
        .map((own) => toGroup(by, own))
        .toSorted((one, other) => compareWords(wordsOf(one), wordsOf(other))),
    };
  }

  const shared = new Map<string, LiveCount>();
  return {
    count,

    /** Returns the counts and their changes. Subscriptions to the same counts share one query. */
    subscribe: (tenant: string, query: CountQuery): LiveSource =>
      new LiveSource((sink) => {
        const key = JSON.stringify([tenant, query]);
        let live = shared.get(key);
        if (live === undefined) {
          live = new LiveCount(
            key,
            () => count(tenant, query),
            timing,
            (onChange) =>
              subscriptions.subscribe(tenant, {
                needsProfile: false,
                take: () => undefined,
                agentsChanged: onChange,
              }),
            () => shared.delete(key),
          );
          shared.set(key, live);
        }
        return live.add(sink);
      }),
  };
}

function toGroup(by: AgentGrouping, counted: readonly GroupCount[]): AgentCountRecord {
  const [first] = counted;
  const name = first?.name ?? null;
  return {
    state: hasState(by) ? (first?.state ?? null) : null,
    stateRaw: hasState(by) ? (first?.stateRaw ?? null) : null,
    reason: by === 'REASON' ? name : null,
    skill: by === 'SKILL' ? name : null,
    hierarchy: by === 'HIERARCHY' && name !== null ? pathOf(name) : null,
    count: counted.reduce((sum, { count }) => sum + count, 0),
    states: counted
      .map(({ state, stateRaw, count }) => ({ state, stateRaw, count }))
      .toSorted((one, other) => compareWords([one.state, one.stateRaw], [other.state, other.stateRaw])),
  };
}

const hasState = (by: AgentGrouping): boolean => by === 'STATE' || by === 'REASON';

/** Returns the words by which a group is sorted. A node of the hierarchy comes before the nodes below it. */
const wordsOf = ({ state, stateRaw, reason, skill, hierarchy }: AgentCountRecord) =>
  hierarchy ?? [state, stateRaw, reason, skill];
