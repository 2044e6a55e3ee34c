import { LRUCache } from 'lru-cache';
import type { Caller } from '../../../auth/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { documentId } from '../../../storage/index.ts';
import type { AgentKey, AgentStore } from '../store.ts';

type Principal = Pick<Caller, 'tenant' | 'kind' | 'id'>;

/** An agent who sends requests all the time is noted so many times in a lease, not with every request. */
const notesPerLease = 12;
const maxNoted = 10_000;

export type Leases = ReturnType<typeof createLeases>;

/** An agent counts as present until the lease has run out. Signs of life extend it; they sign nobody in. */
export function createLeases(store: AgentStore, clock: Clock, leaseMs: number) {
  const pauseMs = Math.ceil(leaseMs / notesPerLease);
  const noted = new LRUCache<string, number>({ max: maxNoted });
  const held = new Map<string, AgentKey & { sockets: number }>();

  /** Requests that are not noted must not make it shorter than was promised. */
  const nextEnd = (): Date => new Date(clock.now().getTime() + leaseMs + pauseMs);

  async function touch({ tenant, kind, id: username }: Principal): Promise<void> {
    if (kind !== 'agent') return;
    const name = documentId(tenant, username);
    const now = clock.now().getTime();
    const last = noted.get(name);
    if (last !== undefined && now - last < pauseMs) return;
    noted.set(name, now);
    await extend([{ tenant, username }]).catch(() => {
      // The request itself says that the database is away; the next one is noted again.
      noted.delete(name);
    });
  }

  const extend = (names: readonly AgentKey[]): Promise<void> => store.extendLeases(names, nextEnd());

  return {
    /** Until when one who signs in now is present without a sign of life. */
    nextEnd,

    /** For every request: one of an agent is a sign of life. Never fails. */
    touch,

    /** For every open socket: an agent with one is present, without a request. @returns to be called when it closes */
    holdPresence: (principal: Principal): (() => void) => {
      const { tenant, kind, id: username } = principal;
      if (kind !== 'agent') return () => undefined;
      void touch(principal);
      const name = documentId(tenant, username);
      const holding = held.get(name) ?? { tenant, username, sockets: 0 };
      held.set(name, holding);
      holding.sockets++;
      let open = true;
      return () => {
        if (!open) return;
        open = false;
        holding.sockets--;
        if (holding.sockets > 0) return;
        held.delete(name);
        // The time without a sign of life begins now. If this fails, it began with the last extension.
        void extend([holding]).catch(() => undefined);
      };
    },

    /** Extends the leases of all who have a socket open here: one write, however many they are. */
    extendHeld: async (): Promise<void> => {
      if (held.size > 0) await extend([...held.values()]);
    },
  };
}
