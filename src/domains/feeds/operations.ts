import type { Caller } from '../../auth/index.ts';
import { bind } from '../../kernel/bind.ts';
import { invalid, scopesMissing } from '../../kernel/errors.ts';
import { checkedId, naturalIdOf } from '../../kernel/global-id.ts';
import type { Connection, PageArguments } from '../../kernel/paging.ts';
import type { Span } from '../../storage/index.ts';
import type { CompletedInteraction } from '../shared/completed-interaction.ts';
import { readConnection, type ListDefinition } from '../shared/list.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import type { TaskType } from '../shared/task.ts';
import type { FeedDependencies } from './dependencies.ts';
import { customerHash } from './erasure/lookup-hashes.ts';
import {
  type FeedActivity,
  type FeedEventRecord,
  type FeedSource,
  type Namespace,
  type TaskDirection,
  type TaskKey,
  type TraceRecord,
  canSeeFeeds,
} from './model.ts';
import { traceRecordOf } from './trace-records/from-interaction.ts';
import { readPartialRecord, readRecords, withRelatedRecords } from './trace-records/related-records.ts';

type Maybe<Value> = Value | null | undefined;

interface TraceRecordArguments {
  readonly taskId?: Maybe<string>;
  readonly gatewayTaskId?: Maybe<string>;
  readonly companyId?: Maybe<string>;
  readonly environment?: Maybe<string>;
}

interface TraceListArguments extends PageArguments {
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

interface EventListArguments extends PageArguments {
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

export type FeedOperations = ReturnType<typeof createFeedOperations>;

export const createFeedOperations = (deps: FeedDependencies) =>
  bind(deps, { readTraceRecords, readTraceRecord, listTraceRecords, listEvents, recordInteraction });

const maxIdLength = 512;
const isPossible = ({ length }: string): boolean => length > 0 && length <= maxIdLength;
const maxHierarchyDepth = 20;

async function readTraceRecords(
  deps: FeedDependencies,
  caller: Caller,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly TraceRecord[]> {
  if (!canSeeFeeds(caller)) return [];
  const found = await readRecords(deps, caller.tenant, ids.filter(isPossible), fields);
  // A record can be found by two ids. The result has the requested one.
  const records = [...found].map(([recordId, record]) => ({ ...record, recordId }));
  return withRelatedRecords(deps, caller.tenant, records, fields);
}

async function readTraceRecord(
  deps: FeedDependencies,
  caller: Caller,
  args: TraceRecordArguments,
  fields: Fields,
): Promise<TraceRecord | null> {
  const { companyId, environment, ...ids } = args;
  const task = taskKeyOf(ids);
  const namespace = { ...optional('companyId', companyId), ...optional('environment', environment) };
  if (!canSeeFeeds(caller) || !Object.values(task).every(isPossible)) return null;
  const found =
    (await deps.records.readByTask(caller.tenant, { ...task, ...namespace }, fields)) ??
    ('gatewayTaskId' in task
      ? await readPartialRecord(deps, caller.tenant, { ...task, ...namespace })
      : undefined);
  if (found === undefined) return null;
  const [record = null] = await withRelatedRecords(deps, caller.tenant, [found], fields);
  return record;
}

const traceRecordList: ListDefinition<TraceRecord> = {
  name: 'traceRecords',
  shape: ['instant', 'string'],
  positionOf: ({ startAt, recordId }) => [startAt ?? new Date(0), recordId],
};

async function listTraceRecords(
  deps: FeedDependencies,
  caller: Caller,
  args: TraceListArguments,
  wanted: ConnectionFields,
): Promise<TraceRecordPage | null> {
  if (!canSeeFeeds(caller)) return null;
  const { agent, range, taskTypes, reportHierarchy, direction, ...equal } = args.filter ?? {};
  checkRange('filter.range', range);
  if (agent != null) checkedId('filter.agent', agent);
  if ((reportHierarchy?.length ?? 0) > maxHierarchyDepth)
    throw invalid('filter.reportHierarchy', `may have up to ${maxHierarchyDepth} nodes`);
  const filter = {
    ...optional('skillQueueName', equal.skillQueueName),
    ...optional('companyId', equal.companyId),
    ...optional('environment', equal.environment),
    ...(agent == null ? {} : { agentUsername: naturalIdOf('Agent', agent) }),
    ...(direction == null ? {} : { direction }),
    ...(taskTypes == null ? {} : { taskTypes }),
    ...(reportHierarchy == null ? {} : { reportHierarchy }),
    range: range ?? undefined,
  };
  return readConnection(traceRecordList, args, wanted, async (page) => {
    const read = await deps.records.list(caller.tenant, filter, page, wanted);
    return { ...read, rows: await withRelatedRecords(deps, caller.tenant, read.rows, wanted.fields) };
  });
}

const eventList: ListDefinition<FeedEventRecord> = {
  name: 'feedEvents',
  shape: ['instant', 'string'],
  positionOf: ({ at, eventId }) => [at, eventId],
};

async function listEvents(
  { events }: FeedDependencies,
  caller: Caller,
  args: EventListArguments,
  wanted: ConnectionFields,
): Promise<FeedEventPage | null> {
  if (!canSeeFeeds(caller)) return null;
  const { source = 'SYMBEE', activityTypes, range, about, customer } = args.filter ?? {};
  // The result of a search by customer reveals personal data.
  if (customer != null && !caller.scopes.has('feed.personal'))
    throw scopesMissing(caller.scopes, [['feed.personal']]);
  checkRange('filter.range', range);
  const filter = {
    source,
    activityTypes: activityTypes ?? undefined,
    range: range ?? undefined,
    ...(about == null ? {} : { about: checkedId('filter.about', about) }),
    ...(customer == null ? {} : { customer: customerHash(checkedId('filter.customer', customer)) }),
  };
  return readConnection(eventList, args, wanted, (page) => events.list(caller.tenant, filter, page, wanted));
}

/** Stores the trace record of a completed live interaction. Idempotent, also across processes. */
const recordInteraction = (
  { records }: FeedDependencies,
  tenant: string,
  completed: CompletedInteraction,
): Promise<void> => records.upsert(tenant, traceRecordOf(completed), completed.completedAt);

const optional = <Name extends keyof Namespace | 'skillQueueName'>(
  name: Name,
  value: Maybe<string>,
): Partial<Record<Name, string>> =>
  (value == null ? {} : { [name]: checkedId(name, value) }) as Partial<Record<Name, string>>;

function checkRange(field: string, range: Maybe<Required<Span>>): void {
  if (range?.from !== undefined && range.to !== undefined && range.from > range.to)
    throw invalid(`${field}.from`, `is after ${field}.to`);
}

function taskKeyOf({
  taskId,
  gatewayTaskId,
}: Pick<TraceRecordArguments, 'taskId' | 'gatewayTaskId'>): TaskKey {
  if (taskId != null && gatewayTaskId == null) return { taskId: naturalIdOf('Interaction', taskId) };
  if (gatewayTaskId != null && taskId == null) return { gatewayTaskId };
  throw invalid('taskId', 'or gatewayTaskId is required, and not both');
}
