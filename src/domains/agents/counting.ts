import type { Clock } from '../../kernel/clock.ts';
import { LiveSource } from '../shared/live-source.ts';
import { FollowedCount, type CountTiming } from './followed-count.ts';
import { checkedNode, pathOf, type Path } from './hierarchy.ts';
import type { AgentState } from './model.ts';
import type { StateSubscriptions } from './live/state-subscriptions.ts';
import type { AgentStore } from './store.ts';

export type AgentGrouping = 'STATE' | 'REASON' | 'SKILL' | 'HIERARCHY';

export interface CountArguments {
  readonly by: AgentGrouping;
  readonly skill?: string | null | undefined;
  readonly hierarchy?: Path | null | undefined;
}

export interface WantedCount {
  readonly by: AgentGrouping;
  readonly skill: string | undefined;
  readonly hierarchy: Path | undefined;
}

/** So many agents there are of one state in one group. */
export interface CountedAgents {
  readonly state: AgentState;
  readonly stateRaw: string | null;
  /** The group's name, but for its state: a reason, a skill, a node. */
  readonly name: string | null;
  readonly count: number;
}

type StateCount = Pick<CountedAgents, 'state' | 'stateRaw' | 'count'>;

export interface AgentCountRecord {
  readonly state: AgentState | null;
  readonly stateRaw: string | null;
  readonly reason: string | null;
  readonly skill: string | null;
  readonly hierarchy: Path | null;
  readonly count: number;
  readonly states: readonly StateCount[];
}

export interface AgentCountsRecord {
  readonly at: Date;
  readonly total: number;
  readonly groups: readonly AgentCountRecord[];
}

export type AgentCounting = ReturnType<typeof createAgentCounting>;

export const checkedCount = ({ by, skill, hierarchy }: CountArguments): WantedCount => ({
  by,
  skill: skill ?? undefined,
  hierarchy: checkedNode('hierarchy', hierarchy),
});

export function createAgentCounting(
  store: Pick<AgentStore, 'count' | 'countGroups'>,
  feed: StateSubscriptions,
  clock: Clock,
  timing: CountTiming,
) {
  async function count(tenant: string, { by, ...filter }: WantedCount): Promise<AgentCountsRecord> {
    const [total, counted] = await Promise.all([
      store.count(tenant, filter),
      store.countGroups(tenant, filter, by),
    ]);
    const hasState = by === 'STATE' || by === 'REASON';
    const groups = Map.groupBy(counted, ({ name, state, stateRaw }) =>
      JSON.stringify(hasState ? [state, stateRaw, name] : name),
    );
    return {
      at: clock.now(),
      total,
      groups: [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => toGroup(by, own)),
    };
  }

  const followed = new Map<string, FollowedCount>();
  return {
    count,

    follow: (tenant: string, wanted: WantedCount): LiveSource =>
      new LiveSource((sink) => {
        const name = JSON.stringify([tenant, wanted]);
        const known = followed.get(name);
        const shared =
          known ??
          new FollowedCount(
            name,
            () => count(tenant, wanted),
            timing,
            (stir) => feed.subscribe(tenant, { needsProfile: false, hear: () => undefined, stir }),
            () => followed.delete(name),
          );
        if (known === undefined) followed.set(name, shared);
        return shared.add(sink);
      }),
  };
}

function toGroup(by: AgentGrouping, counted: readonly CountedAgents[]): AgentCountRecord {
  const [first] = counted;
  const hasState = by === 'STATE' || by === 'REASON';
  const name = first?.name ?? null;
  return {
    state: hasState ? (first?.state ?? null) : null,
    stateRaw: hasState ? (first?.stateRaw ?? null) : null,
    reason: by === 'REASON' ? name : null,
    skill: by === 'SKILL' ? name : null,
    hierarchy: by === 'HIERARCHY' && name !== null ? pathOf(name) : null,
    count: counted.reduce((sum, { count }) => sum + count, 0),
    states: counted
      .map(({ state, stateRaw, count }) => ({ state, stateRaw, count }))
      .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)),
  };
}

const nameOf = ({ state, stateRaw }: Pick<CountedAgents, 'state' | 'stateRaw'>): string =>
  JSON.stringify([state, stateRaw]);
