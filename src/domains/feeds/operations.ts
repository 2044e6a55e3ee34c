import type { Caller } from '../../auth/index.ts';
import { forbidden, invalid } from '../../kernel/errors.ts';
import { checkedId, naturalIdOf } from '../../kernel/global-id.ts';
import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../kernel/paging.ts';
import type { Span } from '../../storage/index.ts';
import type { CompletedInteraction } from '../shared/completed-interaction.ts';
import type { TaskType } from '../shared/task.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import { customerHash } from './erasure/lookup-hashes.ts';
import type { EventStore } from './events/store.ts';
import { traceRecordOf } from './trace-records/from-interaction.ts';
import type { createRelatedRecords } from './trace-records/related-records.ts';
import type {
  FeedActivity,
  FeedEventRecord,
  FeedSource,
  Namespace,
  TaskDirection,
  TaskKey,
  TraceRecord,
} from './model.ts';
import { canSeeFeeds } from './visibility.ts';
import type { TraceRecordStore } from './trace-records/store.ts';

type Maybe<Value> = Value | null | undefined;

export interface TraceRecordArguments {
  readonly taskId?: Maybe<string>;
  readonly gatewayTaskId?: Maybe<string>;
  readonly companyId?: Maybe<string>;
  readonly environment?: Maybe<string>;
}

export interface TraceListArguments extends PageArguments {
  readonly filter?: Maybe<{
    readonly range?: Maybe<Required<Span>>;
    readonly agent?: Maybe<string>;
    readonly skillQueueName?: Maybe<string>;
    readonly taskTypes?: Maybe<readonly TaskType[]>;
    readonly direction?: Maybe<TaskDirection>;
    readonly companyId?: Maybe<string>;
    readonly environment?: Maybe<string>;
    readonly reportHierarchy?: Maybe<readonly string[]>;
  }>;
}

export interface EventListArguments extends PageArguments {
  readonly filter?: Maybe<{
    readonly source: FeedSource;
    readonly activityTypes?: Maybe<readonly FeedActivity[]>;
    readonly range?: Maybe<Required<Span>>;
    readonly about?: Maybe<string>;
    readonly customer?: Maybe<string>;
  }>;
}

export type TraceRecordPage = Connection<TraceRecord>;
export type FeedEventPage = Connection<FeedEventRecord>;

export interface FeedDependencies {
  readonly records: TraceRecordStore;
  readonly events: EventStore;
  readonly joins: ReturnType<typeof createRelatedRecords>;
}

export type FeedOperations = ReturnType<typeof createFeedOperations>;

const maxIdLength = 512;
const isPossible = ({ length }: string): boolean => length > 0 && length <= maxIdLength;
const maxHierarchyDepth = 20;

export function createFeedOperations({ records, events, joins }: FeedDependencies) {
  return {
    async readTraceRecords(
      caller: Caller,
      ids: readonly string[],
      fields: Fields,
    ): Promise<readonly TraceRecord[]> {
      if (!canSeeFeeds(caller)) return [];
      const found = await joins.find(caller.tenant, ids.filter(isPossible), fields);
      const named = [...found].map(([recordId, record]) => ({ ...record, recordId }));
      return joins.join(caller.tenant, named, fields);
    },

    async readTraceRecord(
      caller: Caller,
      args: TraceRecordArguments,
      fields: Fields,
    ): Promise<TraceRecord | null> {
      const { companyId, environment, ...ids } = args;
      const task = taskNamed(ids);
      const owner = { ...named('companyId', companyId), ...named('environment', environment) };
      if (!canSeeFeeds(caller) || !Object.values(task).every(isPossible)) return null;
      const found =
        (await records.readByTask(caller.tenant, { ...task, ...owner }, fields)) ??
        ('gatewayTaskId' in task ? await joins.shellOf(caller.tenant, { ...task, ...owner }) : undefined);
      if (found === undefined) return null;
      const [record = null] = await joins.join(caller.tenant, [found], fields);
      return record;
    },

    async listTraceRecords(
      caller: Caller,
      args: TraceListArguments,
      wanted: ConnectionFields,
    ): Promise<TraceRecordPage | null> {
      if (!canSeeFeeds(caller)) return null;
      const { agent, range, taskTypes, reportHierarchy, direction, ...same } = args.filter ?? {};
      checkRange('filter.range', range);
      if (agent != null) checkedId('filter.agent', agent);
      if ((reportHierarchy?.length ?? 0) > maxHierarchyDepth)
        throw invalid('filter.reportHierarchy', `may have up to ${maxHierarchyDepth} nodes`);
      const page = readPageArguments('traceRecords', ['instant', 'string'], args);
      const read = await records.list(
        caller.tenant,
        {
          ...named('skillQueueName', same.skillQueueName),
          ...named('companyId', same.companyId),
          ...named('environment', same.environment),
          ...(agent == null ? {} : { agentUsername: naturalIdOf('Agent', agent) }),
          ...(direction == null ? {} : { direction }),
          ...(taskTypes == null ? {} : { taskTypes }),
          ...(reportHierarchy == null ? {} : { reportHierarchy }),
          range: range ?? undefined,
        },
        page,
        wanted,
      );
      const rows = await joins.join(caller.tenant, read.rows, wanted.fields);
      const cursorOf = ({ startAt, recordId }: TraceRecord) =>
        makeCursor('traceRecords', [startAt ?? new Date(0), recordId]);
      return toConnection(page, { ...read, rows }, cursorOf, wanted);
    },

    async listEvents(
      caller: Caller,
      args: EventListArguments,
      wanted: ConnectionFields,
    ): Promise<FeedEventPage | null> {
      if (!canSeeFeeds(caller)) return null;
      const { source = 'SYMBEE', activityTypes, range, about, customer } = args.filter ?? {};
      // Whom an event is of shows by whether it is found.
      if (customer != null && !caller.scopes.has('feed.personal')) throw forbidden();
      checkRange('filter.range', range);
      const page = readPageArguments('feedEvents', ['instant', 'string'], args);
      const read = await events.list(
        caller.tenant,
        {
          source,
          activityTypes: activityTypes ?? undefined,
          range: range ?? undefined,
          ...(about == null ? {} : { about: checkedId('filter.about', about) }),
          ...(customer == null ? {} : { customer: customerHash(checkedId('filter.customer', customer)) }),
        },
        page,
        wanted,
      );
      return toConnection(page, read, ({ at, eventId }) => makeCursor('feedEvents', [at, eventId]), wanted);
    },

    /**
     * Keeps the trace record of a live interaction that is finished. It may be called again, at once and by several processes: nothing
     * changes, and what was erased stays erased.
     */
    recordInteraction: (tenant: string, completed: CompletedInteraction): Promise<void> =>
      records.upsert(tenant, traceRecordOf(completed), completed.completedAt),
  };
}

const named = <Name extends keyof Namespace | 'skillQueueName'>(
  name: Name,
  value: Maybe<string>,
): Partial<Record<Name, string>> =>
  (value == null ? {} : { [name]: checkedId(name, value) }) as Partial<Record<Name, string>>;

function checkRange(field: string, range: Maybe<Required<Span>>): void {
  if (range?.from !== undefined && range.to !== undefined && range.from > range.to)
    throw invalid(`${field}.from`, `is after ${field}.to`);
}

function taskNamed({
  taskId,
  gatewayTaskId,
}: Pick<TraceRecordArguments, 'taskId' | 'gatewayTaskId'>): TaskKey {
  if (taskId != null && gatewayTaskId == null) return { taskId: naturalIdOf('Interaction', taskId) };
  if (gatewayTaskId != null && taskId == null) return { gatewayTaskId };
  throw invalid('taskId', 'is given by itself, or gatewayTaskId is: exactly one of the two');
}
