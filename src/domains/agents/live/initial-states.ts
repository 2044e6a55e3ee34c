import type { LiveAgent } from '../presence/state-machine.ts';
import type { StateEventStore } from '../feed/store.ts';
import { sortSameInstant, maxOrderedPerInstant } from '../feed/event-order.ts';

/** Of each agent what feeds tell of the instant of the newest, and comes before it: the state shows it, though it was not told last. */
export async function readEarlierAtSameInstant(
  events: Pick<StateEventStore, 'at'>,
  tenant: string,
  agents: readonly Pick<LiveAgent, 'username' | 'fed'>[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const newest = new Map<string, string>();
  const instants: { readonly username: string; readonly at: Date }[] = [];
  for (const { username, fed } of agents)
    if (fed !== null && fed.known > 1 && fed.known <= maxOrderedPerInstant) {
      newest.set(username, fed.eventId);
      instants.push({ username, at: fed.at });
    }
  const kept = Map.groupBy(await events.at(tenant, instants), ({ username }) => username);
  return new Map(
    [...kept].map(([username, changes]) => {
      const names = sortSameInstant(changes).map(({ eventId }) => eventId);
      // What came in since the state was read, and comes after it, is still to be told.
      return [username, new Set(names.slice(0, names.indexOf(newest.get(username) ?? '') + 1))];
    }),
  );
}
