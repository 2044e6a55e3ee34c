import type { TaskType } from '../completed-interaction.ts';

/** A work code that an agent chose. */
export interface WorkCodeRecord {
  readonly group: string;
  readonly name: string;
  readonly createdAt: Date;
}

/**
 * What became of one task, as it is stored and as the graph reads it. What is not known is absent: the two events that a feed has of a task,
 * the trace record and its work codes, come in any order, and only the first has a task id.
 */
export interface TraceRecord {
  /** Ours, since neither of the source's ids need be there: `interaction-<id>` for a live interaction, another prefix for a feed's task. */
  readonly recordId: string;
  readonly taskId?: string;
  readonly gatewayTaskId?: string;
  readonly taskType?: TaskType;
  readonly taskTypeRaw?: string;
  /** Absent for a task that never reached an agent. */
  readonly agentUsername?: string;
  /** Whole milliseconds, each as it was measured: none is computed from the others. */
  readonly queuedDuration?: number;
  readonly activeDuration?: number;
  readonly parkedDuration?: number;
  readonly wrapDuration?: number;
  readonly workCodes: readonly WorkCodeRecord[];
  readonly interactionId?: string;
}

/** How a task is asked for: by exactly one of its ids. */
export type TaskName = { readonly taskId: string } | { readonly gatewayTaskId: string };
