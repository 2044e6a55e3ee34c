/**
 * Clocks differ, by zones at most. What a feed tells of a later time than this ahead is kept, and counts for nothing that is the newest of
 * something until then: or one event of the year 9999 would stay the newest for good.
 */
export const maxAheadMs = 86_400_000;

/** What a feed says of a task that an agent has. Words are the source's own; what it does not say is absent. */
export interface FeedTask {
  readonly taskId?: string;
  readonly gatewayTaskId?: string;
  readonly type?: string;
  readonly initiationMethod?: string;
  readonly state?: string;
  /** The trace record that it has, or will have. */
  readonly traceRecordId?: string;
}

/** An agent's state as a feed tells it. */
export interface FeedAgentState {
  /** The source's own word. */
  readonly state: string;
  readonly reason?: string;
  readonly at: Date;
  readonly taskCount?: number;
  readonly focusTask?: FeedTask;
}

/** One change of an agent's state, as a feed tells it: in any order, and more than once. */
export interface FeedStateChange {
  /** The same for the same event, however often and by whatever door it comes. */
  readonly eventId: string;
  readonly username: string;
  /** One for each time that the agent signs in. */
  readonly sessionId?: string;
  /** The source's own word: `LOGIN`, `LOGOUT`, `STATE_CHANGE`, `TIMEOUT`. */
  readonly eventType: string;
  readonly reportHierarchy: readonly string[];
  readonly current: FeedAgentState;
  /** Absent for a LOGIN, which has none that means anything. */
  readonly previous?: FeedAgentState;
  readonly previousDurationMs?: number;
  /** The event's time was ahead of this server's clock when it came. */
  readonly isAhead: boolean;
}

/** That an agent used a product: its session begins, goes on, or ends. */
export interface FeedUsage {
  readonly eventId: string;
  readonly username: string;
  readonly at: Date;
  /** The source's own word: `BEGIN`, `ALIVE`, `END`. */
  readonly action: string;
  readonly productId?: string;
  readonly reportHierarchy: readonly string[];
}

/** Where a feed's events on agents go. Any order gives the same, and twice changes nothing. One outcome for each, in their order. */
export interface AgentFeedPort {
  ingestStateChanges(
    tenant: string,
    changes: readonly FeedStateChange[],
  ): Promise<readonly ('added' | 'duplicate')[]>;
  ingestUsage(tenant: string, usage: readonly FeedUsage[]): Promise<readonly ('added' | 'duplicate')[]>;
}
