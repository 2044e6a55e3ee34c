import type { TaskType } from './task.ts';

/** A slot of an agent, reserved for one offer. */
export interface Reservation {
  readonly interactionId: string;
  readonly offerId: string;
  /** The interaction's sequence number when the slot was reserved. */
  readonly seq: number;
  readonly type: TaskType;
  readonly reason: 'QUEUE' | 'INVITE' | 'TRANSFER';
}

/** An agent whose slots may differ from the log. */
export interface UnverifiedAgent {
  readonly tenant: string;
  readonly username: string;
  /** The revision of the agent. */
  readonly rev: number;
  readonly slotsUnverifiedSince: Date | null;
  readonly slots: readonly {
    readonly interactionId: string;
    readonly offerId: string;
    readonly phase: string;
    readonly since: Date;
  }[];
}

/** The agents' operations that interactions and routing use. The agents domain implements it; `app.ts` passes it in. */
export interface AgentPort {
  /**
   * Reserves a slot of the least loaded agent and, among equals, of the one that has been idle longest. The agent is available, has
   * capacity and the skill, does not have this interaction, and is not in `avoid`.
   * @returns the user name; undefined if no agent qualifies
   */
  reserveLongestIdle(
    tenant: string,
    want: { readonly skill: string | null; readonly avoid: readonly string[] },
    reservation: Reservation,
  ): Promise<string | undefined>;
  /**
   * Reserves a slot of one agent. HELD: the agent has a slot for this interaction already. UNAVAILABLE: the agent is signed out, not
   * available, or at capacity. UNKNOWN: no such agent exists.
   */
  reserve(
    tenant: string,
    username: string,
    reservation: Reservation,
  ): Promise<'RESERVED' | 'HELD' | 'UNKNOWN' | 'UNAVAILABLE'>;
  /**
   * Updates the phase of an agent's slot; FREE releases the slot. Ignored if the agent does not have the interaction, or if the slot
   * already reflects a later sequence number. A reservation counts as later than the sequence number it was made at. Idempotent.
   */
  setPhase(
    tenant: string,
    username: string,
    slot: { readonly interactionId: string; readonly seq: number },
    phase: 'RESERVED' | 'WORKING' | 'WRAP' | 'FREE',
  ): Promise<void>;
  /** Releases the slot reserved for an offer that was never made. The agent keeps its place in the order of idle agents. */
  releaseOffer(tenant: string, username: string, interactionId: string, offerId: string): Promise<void>;
  nicknameOf(tenant: string, username: string): Promise<string | null>;
  skillsOf(tenant: string, username: string): Promise<readonly string[]>;
  isAvailable(tenant: string, username: string): Promise<boolean>;
  /** Returns whether the agent is available and has a free slot. */
  hasCapacity(tenant: string, username: string): Promise<boolean>;
  anyoneHas(tenant: string, skill: string): Promise<boolean>;
  /** Returns how long the agent has parked the interaction, in milliseconds; 0 after the slot is released. */
  parkedMs(tenant: string, username: string, interactionId: string): Promise<number>;
  /**
   * Returns agents of all tenants whose slots changed before an instant and were not compared with the log since, for sweeps.
   * @param skip the number of agents to skip: those that a sweep could not verify
   */
  unverifiedAgents(before: Date, limit: number, skip: number): Promise<readonly UnverifiedAgent[]>;
  /** Requests a comparison of the agent's slots with the log, if the agent has a slot for the interaction. */
  requestVerification(tenant: string, username: string, interactionId: string): Promise<void>;
  /** Records that the agent's slots agree with the log. @returns false if it changed, or a comparison was requested, since it was read */
  confirmSlots(agent: UnverifiedAgent): Promise<boolean>;
  /** Registers a listener for agents that may take an offer now: after sign-in, a released slot, more capacity, or a new skill. */
  onCapacity(listener: (tenant: string, username: string) => Promise<void>): void;
  /** Registers a listener for agents that sign out, time out or become unavailable, with the interactions offered to them. */
  onUnavailable(
    listener: (tenant: string, username: string, interactionIds: readonly string[]) => Promise<void>,
  ): void;
}
