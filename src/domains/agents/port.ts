import type { Clock } from '../../kernel/clock.ts';
import type { AgentChanger } from './change-agent.ts';
import { parkedMsOf, slotOf, type Assignment, type Slot } from './slots.ts';
import { inPhase, reserved, withoutOffer } from './state-machine.ts';
import type { Profile } from './live/state-subscriptions.ts';
import type { AgentStore } from './store.ts';

/** What routing and the interactions ask of agents, and tell them. */
export interface AgentPort {
  /**
   * Takes a place at the agent who has least at hand, and of those has been idle longest: one who is available, has a place free, has the
   * skill, does not have this interaction, and is not to be avoided.
   * @returns undefined where there is none
   */
  reserveLongestIdle(
    tenant: string,
    want: { readonly skill: string | null; readonly avoid: readonly string[] },
    assignment: Assignment,
  ): Promise<string | undefined>;
  /** Takes a place at one agent. UNAVAILABLE: not signed in, not available, no place free, or has the interaction. */
  reserve(
    tenant: string,
    username: string,
    assignment: Assignment,
  ): Promise<'RESERVED' | 'UNKNOWN' | 'UNAVAILABLE'>;
  /**
   * Says how far the interaction has come with the agent; FREE gives the place back. Ignored where the agent does not have the
   * interaction, or knows of something newer; a reservation is newer than the number that it was made at. Twice is once.
   */
  setPhase(
    tenant: string,
    username: string,
    slot: { readonly interactionId: string; readonly seq: number },
    phase: 'RESERVED' | 'WORKING' | 'WRAP' | 'FREE',
  ): Promise<void>;
  /** Gives back the place of exactly this offer, which was never made. The agent keeps the place among those who wait. */
  releaseOffer(tenant: string, username: string, interactionId: string, offerId: string): Promise<void>;
  nicknameOf(tenant: string, username: string): Promise<string | null>;
  readonly skillsOf: (tenant: string, username: string) => Promise<readonly string[]>;
  /** What decides who hears of the agent. */
  readonly profileOf: (tenant: string, username: string) => Promise<Profile>;
  /** Whether the agent wishes to be offered anything now. */
  isAvailable(tenant: string, username: string): Promise<boolean>;
  /** Whether the agent could be offered one more now. */
  hasRoom(tenant: string, username: string): Promise<boolean>;
  anyoneHas(tenant: string, skill: string): Promise<boolean>;
  /** How long the agent has had the interaction set aside for another. 0 once the place is given back. */
  parkedMs(tenant: string, username: string, interactionId: string): Promise<number>;
  /**
   * Those of all tenants who have or are offered anything, for sweeps.
   * @param after goes on behind an agent: `tenant:username` of the last one
   */
  busyAgents(limit: number, after?: string): Promise<readonly BusyAgent[]>;
  /** Hears of a change by which the agent may take something: signed in, a place given back, more capacity, another skill. */
  onFree(listener: (tenant: string, username: string) => Promise<void>): void;
  /** Hears of one who signs out, times out or becomes unavailable, with the interactions that are on offer to the agent. */
  onGone(
    listener: (tenant: string, username: string, interactionIds: readonly string[]) => Promise<void>,
  ): void;
}

interface BusyAgent {
  readonly tenant: string;
  readonly username: string;
  readonly slots: readonly Pick<Slot, 'interactionId' | 'offerId' | 'phase' | 'since'>[];
}

const routing = { by: 'system' } as const;
/** Each that fails means that somebody else got the place. */
const maxAttempts = 50;

export function createAgentPort(store: AgentStore, changer: AgentChanger, clock: Clock): AgentPort {
  const reserve: AgentPort['reserve'] = async (tenant, username, assignment) => {
    const outcome = await changer.change(tenant, username, {
      cause: routing,
      decide: (agent, now) => reserved(agent, assignment, now),
    });
    if (outcome === undefined) return 'UNKNOWN';
    return outcome.isNew ? 'RESERVED' : 'UNAVAILABLE';
  };

  return {
    reserve,

    async reserveLongestIdle(tenant, { skill, avoid }, assignment) {
      const want = { skill, avoid, interactionId: assignment.interactionId };
      for (let attempt = 0; attempt < maxAttempts; attempt++) {
        const username = await store.longestIdle(tenant, want);
        if (username === undefined) return undefined;
        if ((await reserve(tenant, username, assignment)) === 'RESERVED') return username;
      }
      return undefined;
    },

    async setPhase(tenant, username, slot, phase) {
      await changer.change(tenant, username, {
        cause: routing,
        decide: (agent, now) => inPhase(agent, slot, phase, now),
      });
    },

    async releaseOffer(tenant, username, interactionId, offerId) {
      await changer.change(tenant, username, {
        cause: { ...routing, keepsPlace: true },
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

    async hasRoom(tenant, username) {
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

    busyAgents: (limit, after) => store.busy(limit, after),

    onFree: changer.onFree,
    onGone: changer.onGone,
  };
}
