import { LRUCache } from 'lru-cache';
import type { Caller } from '../../../auth/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { documentId } from '../../../storage/index.ts';
import type { AgentKey, AgentStore } from '../store.ts';

type Principal = Pick<Caller, 'tenant' | 'kind' | 'id'>;

/** Requests renew an agent's lease at most this often per lease duration. */
const renewalsPerLease = 12;
const maxTracked = 10_000;

export type Leases = ReturnType<typeof createLeases>;

/** Creates the presence leases of agents. Requests and open sockets renew a lease. A renewal does not sign an agent in. */
export function createLeases(store: AgentStore, clock: Clock, leaseMs: number) {
  const renewalMs = Math.ceil(leaseMs / renewalsPerLease);
  const renewed = new LRUCache<string, true>({ max: maxTracked, ttl: renewalMs });
  const connected = new Map<string, AgentKey & { sockets: number }>();

  /** Adds the renewal interval, because requests within it do not renew the lease. */
  const nextEnd = (): Date => new Date(clock.now().getTime() + leaseMs + renewalMs);

  const renew = (agents: readonly AgentKey[]): Promise<void> => store.extendLeases(agents, nextEnd());

  async function touch({ tenant, kind, id: username }: Principal): Promise<void> {
    if (kind !== 'agent') return;
    const key = documentId(tenant, username);
    if (renewed.has(key)) return;
    renewed.set(key, true);
    await renew([{ tenant, username }]).catch(() => {
      // The request itself reports that the database is unavailable. The next request renews again.
      renewed.delete(key);
    });
  }

  return {
    /** Returns the end of a lease that starts now. */
    nextEnd,

    /** Renews the lease of an agent that sends a request. Never rejects. */
    touch,

    /** Keeps an agent present while a socket is open. @returns a function to call when the socket closes */
    holdPresence: (principal: Principal): (() => void) => {
      const { tenant, kind, id: username } = principal;
      if (kind !== 'agent') return () => undefined;
      void touch(principal);
      const key = documentId(tenant, username);
      const agent = connected.get(key) ?? { tenant, username, sockets: 0 };
      connected.set(key, agent);
      agent.sockets++;
      let open = true;
      return () => {
        if (!open) return;
        open = false;
        agent.sockets--;
        if (agent.sockets > 0) return;
        connected.delete(key);
        // The last lease starts now. If this write fails, it started with the previous renewal.
        void renew([agent]).catch(() => undefined);
      };
    },

    /** Renews the leases of all agents with an open socket in this process, in one write. */
    renewConnected: async (): Promise<void> => {
      if (connected.size > 0) await renew([...connected.values()]);
    },
  };
}
