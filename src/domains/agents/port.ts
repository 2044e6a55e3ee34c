import type { Clock } from '../../kernel/clock.ts';
import type { AgentPort } from '../shared/agent-port.ts';
import type { Profile } from './live/state-subscriptions.ts';
import type { AgentOutbox } from './outbox.ts';
import { parkedMsOf, slotOf } from './presence/slots.ts';
import { inPhase, reserved, withoutOffer } from './presence/state-machine.ts';
import type { AgentStore } from './store.ts';

/** The port that other domains use, and the profiles that the agents' own subscriptions filter by. */
interface AgentDirectory extends AgentPort {
  readonly profileOf: (tenant: string, username: string) => Promise<Profile>;
}

const routing = { by: 'system' } as const;
/** A failed attempt means that another interaction got the slot. */
const maxAttempts = 50;

export function createAgentPort(store: AgentStore, outbox: AgentOutbox, clock: Clock): AgentDirectory {
  const reserve: AgentPort['reserve'] = async (tenant, username, reservation) => {
    const result = await outbox.update(tenant, username, {
      cause: routing,
      decide: (agent, now) => reserved(agent, reservation, now),
    });
    if (result === undefined) return 'UNKNOWN';
    if (result.isNew) return 'RESERVED';
    return slotOf(result.agent.slots, reservation.interactionId) === undefined ? 'UNAVAILABLE' : 'HELD';
  };

  return {
    reserve,

    async reserveLongestIdle(tenant, { skill, avoid }, reservation) {
      const want = { skill, avoid, interactionId: reservation.interactionId };
      for (let attempt = 0; attempt < maxAttempts; attempt++) {
        const username = await store.longestIdle(tenant, want);
        if (username === undefined) return undefined;
        if ((await reserve(tenant, username, reservation)) === 'RESERVED') return username;
      }
      return undefined;
    },

    async setPhase(tenant, username, slot, phase) {
      await outbox.update(tenant, username, {
        cause: routing,
        decide: (agent, now) => inPhase(agent, slot, phase, now),
      });
    },

    async releaseOffer(tenant, username, interactionId, offerId) {
      await outbox.update(tenant, username, {
        cause: { ...routing, keepsIdleSince: true },
        decide: (agent) => withoutOffer(agent, interactionId, offerId),
      });
    },

    async nicknameOf(tenant, username) {
      const [agent] = await store.read(tenant, [username], { nickname: 1 });
      return agent?.nickname ?? null;
    },

    async skillsOf(tenant, username) {
      const [agent] = await store.read(tenant, [username], { skills: 1 });
      return agent?.skills ?? [];
    },

    async profileOf(tenant, username) {
      const [agent] = await store.read(tenant, [username], { skills: 1, reportHierarchy: 1 });
      return { skills: agent?.skills ?? [], reportHierarchy: agent?.reportHierarchy ?? [] };
    },

    async isAvailable(tenant, username) {
      const [agent] = await store.read(tenant, [username], { presence: 1 });
      return agent?.presence === 'AVAILABLE';
    },

    async hasCapacity(tenant, username) {
      const [agent] = await store.read(tenant, [username], { presence: 1, slots: 1, maxConcurrent: 1 });
      if (agent?.presence !== 'AVAILABLE') return false;
      return (agent.slots?.length ?? 0) < agent.maxConcurrent;
    },

    anyoneHas: (tenant, skill) => store.exists(tenant, { skill }),

    async parkedMs(tenant, username, interactionId) {
      const [agent] = await store.read(tenant, [username], { slots: 1 });
      const slot = slotOf(agent?.slots ?? [], interactionId);
      return slot === undefined ? 0 : parkedMsOf(slot, clock.now());
    },

    unverifiedAgents: (before, limit, skip) => store.unverified(before, limit, skip),

    requestVerification: (tenant, username, interactionId) =>
      store.markUnverified(tenant, username, interactionId, clock.now()),

    confirmSlots: (agent) => store.markVerified(agent),

    onCapacity: outbox.onCapacity,
    onUnavailable: outbox.onUnavailable,
  };
}
