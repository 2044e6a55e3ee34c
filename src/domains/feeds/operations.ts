import type { Caller } from '../../auth/index.ts';
import { invalid } from '../../kernel/errors.ts';
import { naturalIdOf } from '../../kernel/global-id.ts';
import type { CompletedInteraction } from '../completed-interaction.ts';
import type { Fields } from '../subgraph.ts';
import { traceRecordOf } from './from-interaction.ts';
import type { TaskName, TraceRecord } from './model.ts';
import type { FeedStore } from './store.ts';

export interface TraceRecordArguments {
  readonly taskId?: string | null | undefined;
  readonly gatewayTaskId?: string | null | undefined;
}

export type FeedOperations = ReturnType<typeof createFeedOperations>;

const maxIdLength = 512;
const isPossible = ({ length }: string): boolean => length > 0 && length <= maxIdLength;

/** A trace record is of an agent's work, so no scope shows one to a customer. */
const seesWork = ({ kind }: Caller): boolean => kind !== 'customer';

export function createFeedOperations(store: FeedStore) {
  return {
    readTraceRecords: async (
      caller: Caller,
      ids: readonly string[],
      fields: Fields,
    ): Promise<readonly TraceRecord[]> =>
      seesWork(caller) ? store.read(caller.tenant, ids.filter(isPossible), fields) : [],

    async readTraceRecord(
      caller: Caller,
      args: TraceRecordArguments,
      fields: Fields,
    ): Promise<TraceRecord | null> {
      const task = taskNamed(args);
      if (!seesWork(caller) || !Object.values(task).every(isPossible)) return null;
      return (await store.readByTask(caller.tenant, task, fields)) ?? null;
    },

    /**
     * Keeps the trace record of a live interaction that is finished. It may be called again, at once and by several processes: nothing
     * changes, and what was erased stays erased.
     */
    recordInteraction: (tenant: string, completed: CompletedInteraction): Promise<void> =>
      store.upsert(tenant, traceRecordOf(completed), completed.completedAt),
  };
}

function taskNamed({ taskId, gatewayTaskId }: TraceRecordArguments): TaskName {
  if (taskId != null && gatewayTaskId == null) return { taskId: naturalIdOf('Interaction', taskId) };
  if (gatewayTaskId != null && taskId == null) return { gatewayTaskId };
  throw invalid('taskId', 'is given by itself, or gatewayTaskId is: exactly one of the two');
}
