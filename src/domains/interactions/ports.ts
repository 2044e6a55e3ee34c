import type { CompletedInteraction, TaskType } from '../shared/completed-interaction.ts';

/** What is reserved at an agent for an offer. */
export interface Assignment {
  readonly interactionId: string;
  readonly offerId: string;
  /** Of the interaction when the slot was reserved. */
  readonly seq: number;
  readonly type: TaskType;
  readonly reason: 'QUEUE' | 'INVITE' | 'TRANSFER';
}

/** What this domain must ask of agents, and tell them, before and after it decides. `app.ts` hands it in. */
export interface AgentPort {
  reserveLongestIdle(
    tenant: string,
    want: { readonly skill: string | null; readonly avoid: readonly string[] },
    assignment: Assignment,
  ): Promise<string | undefined>;
  reserve(
    tenant: string,
    username: string,
    assignment: Assignment,
  ): Promise<'RESERVED' | 'UNKNOWN' | 'UNAVAILABLE'>;
  setPhase(
    tenant: string,
    username: string,
    slot: { readonly interactionId: string; readonly seq: number },
    phase: 'RESERVED' | 'WORKING' | 'WRAP' | 'FREE',
  ): Promise<void>;
  releaseOffer(tenant: string, username: string, interactionId: string, offerId: string): Promise<void>;
  nicknameOf(tenant: string, username: string): Promise<string | null>;
  skillsOf(tenant: string, username: string): Promise<readonly string[]>;
  isAvailable(tenant: string, username: string): Promise<boolean>;
  hasRoom(tenant: string, username: string): Promise<boolean>;
  anyoneHas(tenant: string, skill: string): Promise<boolean>;
  parkedMs(tenant: string, username: string, interactionId: string): Promise<number>;
  busyAgents(
    limit: number,
    after?: string,
  ): Promise<
    readonly {
      readonly tenant: string;
      readonly username: string;
      readonly slots: readonly {
        readonly interactionId: string;
        readonly offerId: string;
        readonly phase: string;
        readonly since: Date;
      }[];
    }[]
  >;
  onFree(listener: (tenant: string, username: string) => Promise<void>): void;
  onGone(
    listener: (tenant: string, username: string, interactionIds: readonly string[]) => Promise<void>,
  ): void;
}

/** What an interaction that is begun from a flow needs of it. */
export interface FlowPort {
  /** Whether there is such a flow, and this customer may begin an interaction with it. */
  mayFollow(tenant: string, interactionUniqueId: string, customer: string): Promise<boolean>;
  /** Says which interaction followed. Doing it twice changes nothing. */
  followedBy(tenant: string, interactionUniqueId: string, interactionId: string): Promise<void>;
}

/** Where finished interactions go. Doing it twice changes nothing. */
export interface HistoryPort {
  record(tenant: string, completed: CompletedInteraction): Promise<void>;
}
