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
import { isPossibleId } from './identity.ts';
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

interface TaskIdInput {
  readonly id: string;
  readonly companyId?: Maybe<string>;
  readonly environment?: Maybe<string>;
}

/** Exactly one is set: the schema enforces it. */
type TraceRecordKey = Readonly<Partial<Record<'taskId' | 'gatewayTaskId', Maybe<TaskIdInput>>>>;

interface TraceListArguments extends PageArguments {
  readonly filter?: Maybe<{
    readonly range?: Maybe<Required<Span>>;
    readonly agentId?: Maybe<string>;
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
    readonly hasIssues?: Maybe<boolean>;
  }>;
}

export type TraceRecordPage = Connection<TraceRecord>;
export type FeedEventPage = Connection<FeedEventRecord>;

export type FeedOperations = ReturnType<typeof createFeedOperations>;

export const createFeedOperations = (deps: FeedDependencies) =>
  bind(deps, {
    readTraceRecords,
    readTraceRecord,
    readTraceRecordBy,
    listTraceRecords,
    readEvents,
    listEvents,
    recordInteraction,
  });

const maxHierarchyDepth = 20;

async function readTraceRecords(
  deps: FeedDependencies,
  caller: Caller,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly TraceRecord[]> {
  if (!canSeeFeeds(caller)) return [];
  const found = await readRecords(deps, caller.tenant, ids.filter(isPossibleId), fields);
  // A record can be found by two ids. The result has the requested one.
  const records = [...found].map(([recordId, record]) => ({ ...record, recordId }));
  return withRelatedRecords(deps, caller.tenant, records, fields);
}

/** @param id the record's id or global id */
async function readTraceRecord(
  deps: FeedDependencies,
  caller: Caller,
  id: string,
  fields: Fields,
): Promise<TraceRecord | null> {
  const [record] = await readTraceRecords(deps, caller, [naturalIdOf('InteractionTraceRecord', id)], fields);
  return record ?? null;
}

/** Reads a record by an id of its task. By the gateway's id, a task without a trace record is read as a partial record. */
async function readTraceRecordBy(
  deps: FeedDependencies,
  caller: Caller,
  key: TraceRecordKey,
  fields: Fields,
): Promise<TraceRecord | null> {
  const { task, field, input } = taskKeyOf(key);
  const namespace = {
    ...optional(`${field}.companyId`, 'companyId', input.companyId),
    ...optional(`${field}.environment`, 'environment', input.environment),
  };
  if (!canSeeFeeds(caller) || !isPossibleId(input.id)) return null;
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
  const { agentId, range, taskTypes, reportHierarchy, direction, ...equal } = args.filter ?? {};
  checkRange('filter.range', range);
  if (agentId != null) checkedId('filter.agentId', agentId);
  if ((reportHierarchy?.length ?? 0) > maxHierarchyDepth)
    throw invalid('filter.reportHierarchy', `may have up to ${maxHierarchyDepth} nodes`);
  const agentCompanies = agentId == null ? [] : await deps.companies.read(caller.tenant);
  const filter = {
    agentCompanies,
    ...optional('filter.skillQueueName', 'skillQueueName', equal.skillQueueName),
    ...optional('filter.companyId', 'companyId', equal.companyId),
    ...optional('filter.environment', 'environment', equal.environment),
    ...(agentId == null ? {} : { agentUsername: naturalIdOf('Agent', agentId) }),
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

/** Reads events by id, in any order. */
async function readEvents(
  { events }: FeedDependencies,
  caller: Caller,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly FeedEventRecord[]> {
  return canSeeFeeds(caller) ? events.read(caller.tenant, ids.filter(isPossibleId), fields) : [];
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
  const { source = 'SYMBEE', activityTypes, range, about, customer, hasIssues } = args.filter ?? {};
  // The result of a search by customer reveals personal data.
  if (customer != null && !caller.scopes.has('feed.personal'))
    throw scopesMissing(caller.scopes, [['feed.personal']]);
  checkRange('filter.range', range);
  const filter = {
    source,
    activityTypes: activityTypes ?? undefined,
    hasIssues: hasIssues ?? undefined,
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
  field: string,
  name: Name,
  value: Maybe<string>,
): Partial<Record<Name, string>> =>
  (value == null ? {} : { [name]: checkedId(field, value) }) as Partial<Record<Name, string>>;

function checkRange(field: string, range: Maybe<Required<Span>>): void {
  if (range?.from !== undefined && range.to !== undefined && range.from > range.to)
    throw invalid(`${field}.from`, `is after ${field}.to`);
}

function taskKeyOf({ taskId, gatewayTaskId }: TraceRecordKey): {
  readonly task: TaskKey;
  readonly field: string;
  readonly input: TaskIdInput;
} {
  if (taskId != null)
    return { task: { taskId: naturalIdOf('Interaction', taskId.id) }, field: 'key.taskId', input: taskId };
  if (gatewayTaskId != null)
    return {
      task: { gatewayTaskId: gatewayTaskId.id },
      field: 'key.gatewayTaskId',
      input: gatewayTaskId,
    };
  throw invalid('key', 'must have either taskId or gatewayTaskId');
}
