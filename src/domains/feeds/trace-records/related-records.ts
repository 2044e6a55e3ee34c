import type { Fields } from '../../shared/subgraph.ts';
import { readAgentCompanies } from '../companies/operations.ts';
import type { FeedDependencies } from '../dependencies.ts';
import { maxEventsOfTask } from '../events/store.ts';
import {
  gatewayRecordId,
  gatewayTaskOf,
  hasNoNamespace,
  isSameNamespace,
  namespaceOf,
  taskRecordId,
} from '../identity.ts';
import type { ContactRecord, FeedEventRecord, Namespace, TraceRecord } from '../model.ts';
import { present } from '../parse/fields.ts';

type Dependencies = Pick<FeedDependencies, 'records' | 'events' | 'contacts' | 'companies'>;

const ids = ['taskId', 'gatewayTaskId', 'companyId', 'environment', 'isFromContact'];
const originFields = { companyId: 1, environment: 1, originTaskId: 1, originGatewayTaskId: 1 } as const;
const origins = Object.keys(originFields);

/** The stored paths of the joined fields. The first path of a list can be the name of a join, which shows that the field is selected. */
export const relatedPaths: Readonly<Record<string, readonly string[]>> = {
  'InteractionTraceRecord.agent': ['agent', 'agentUsername', 'companyId'],
  'InteractionTraceRecord.workCodes': ['workCodes', ...ids],
  'InteractionTraceRecord.events': ['events', ...ids],
  'InteractionTraceRecord.contact': ['contact', 'gatewayTaskId', 'companyId'],
  'InteractionTraceRecord.timeInQueue': [
    'contact',
    'gatewayTaskId',
    'queuedDuration',
    'deliveryProvider',
    'taskType',
  ],
  'InteractionTraceRecord.origin': origins,
  'InteractionTraceRecord.transfers': ['transfers', ...origins],
  'InteractionTraceRecord.isTransferCycle': ['transfers', ...origins],
};

const maxTransfers = 20;

/**
 * Joins work codes, events, contacts, and transfers to the trace records of a page. The join runs at read time, so that records of a task
 * can arrive in any order and through different processes.
 */
export async function withRelatedRecords(
  deps: Dependencies,
  tenant: string,
  records: readonly TraceRecord[],
  fields: Fields,
): Promise<readonly TraceRecord[]> {
  if (records.length === 0) return records;
  const gatewayIds = [...new Set(records.flatMap(({ gatewayTaskId }) => gatewayTaskId ?? []))];
  const allIds = [...new Set([...gatewayIds, ...records.flatMap(({ taskId }) => taskId ?? [])])];
  const namespaces = namespacesOf(records);
  const reads = (join: string, joinIds: readonly string[]) => join in fields && joinIds.length > 0;
  const namesAgents = 'agent' in fields || 'workCodes' in fields || 'contact' in fields;
  const [codes, contacts, events, transfers, isOfTenant] = await Promise.all([
    reads('workCodes', gatewayIds) ? deps.events.workCodesOf(tenant, gatewayIds, namespaces) : [],
    reads('contact', gatewayIds) ? deps.contacts.read(tenant, gatewayIds) : undefined,
    reads('events', allIds) ? deps.events.eventsOfTasks(tenant, allIds, namespaces) : [],
    'transfers' in fields ? readTransfers(deps, tenant, records) : [],
    namesAgents ? readAgentCompanies(deps, tenant) : () => true,
  ]);
  return records.map((record, index) => ({
    ...record,
    hasForeignAgent: !isOfTenant(record),
    workCodes:
      record.workCodes ??
      codes
        .filter((event) => isEventOf(record, event))
        .flatMap(({ workCode, ...namespace }) =>
          workCode === undefined ? [] : { ...workCode, hasForeignAgent: !isOfTenant(namespace) },
        ),
    ...contactOf(record, contacts, !isOfTenant(record)),
    events: events.filter((event) => isEventOf(record, event)).slice(0, maxEventsOfTask),
    ...transfers[index],
  }));
}

function contactOf(
  { gatewayTaskId = '' }: TraceRecord,
  contacts: ReadonlyMap<string, ContactRecord> | undefined,
  hasForeignAgent: boolean,
): Pick<TraceRecord, 'contact'> {
  const contact = contacts?.get(gatewayTaskId);
  return contact === undefined ? {} : { contact: { ...contact, hasForeignAgent } };
}

/** Returns the namespaces of records. Undefined for all namespaces: a contact of Amazon Connect states none, and belongs to any of them. */
function namespacesOf(records: readonly TraceRecord[]): readonly Namespace[] | undefined {
  if (records.some(({ isFromContact }) => isFromContact === true)) return undefined;
  return [
    ...new Map(
      records.map(namespaceOf).map((one) => [JSON.stringify([one.companyId, one.environment]), one]),
    ).values(),
  ];
}

/**
 * Reads records by id. An id that contains a gateway id also finds the record that has both ids, and a task without a trace record is
 * read as a partial record.
 */
export async function readRecords(
  deps: Dependencies,
  tenant: string,
  recordIds: readonly string[],
  fields: Fields,
): Promise<ReadonlyMap<string, TraceRecord>> {
  const stored = recordIds.length === 0 ? [] : await deps.records.read(tenant, recordIds, fields);
  const found = new Map(stored.map((record) => [record.recordId, record]));
  const missing = recordIds.flatMap((recordId) => {
    const task = found.has(recordId) ? undefined : gatewayTaskOf(recordId);
    return task === undefined ? [] : [{ recordId, task }];
  });
  if (missing.length === 0) return found;
  const others = await deps.records.readByGatewayIds(
    tenant,
    missing.map(({ task }) => task.gatewayTaskId),
    fields,
  );
  for (const { recordId, task } of missing) {
    const record =
      others.find(
        (other) =>
          other.gatewayTaskId === task.gatewayTaskId &&
          (hasNoNamespace(task) || isSameNamespace(task, other) || other.isFromContact === true),
      ) ?? (await readPartialRecord(deps, tenant, task));
    if (record !== undefined) found.set(recordId, record);
  }
  return found;
}

/** Derives a partial record from the work code and the contact of a task without a trace record. Undefined if there is neither. */
export async function readPartialRecord(
  { events, contacts }: Dependencies,
  tenant: string,
  { gatewayTaskId, ...namespace }: Namespace & { readonly gatewayTaskId: string },
): Promise<TraceRecord | undefined> {
  const [code, known] = await Promise.all([
    events.firstWorkCode(tenant, gatewayTaskId, namespace),
    contacts.read(tenant, [gatewayTaskId]),
  ]);
  const contact = hasNoNamespace(namespace) || code !== undefined ? known.get(gatewayTaskId) : undefined;
  if (code === undefined && contact === undefined) return undefined;
  const codeNamespace = namespaceOf(code ?? {});
  const { taskType, taskTypeRaw, skillQueueName, reportHierarchy } = code?.workCode ?? {};
  const agentUsername = code?.workCode?.agentUsername ?? contact?.agentUsername;
  return {
    recordId: gatewayRecordId(codeNamespace, gatewayTaskId),
    gatewayTaskId,
    ...codeNamespace,
    ...present({ taskType, taskTypeRaw, skillQueueName, reportHierarchy, agentUsername }),
  };
}

/** The origins of a record, as far as they have been read. */
interface TransferChain {
  last: TraceRecord | undefined;
  readonly seen: Set<string>;
  isTransferCycle: boolean;
}

/** Reads the origin of each record, its origin, and so on, up to 20 steps or a cycle. One query per step serves all records. */
async function readTransfers(
  deps: Dependencies,
  tenant: string,
  records: readonly TraceRecord[],
): Promise<readonly Pick<TraceRecord, 'transfers' | 'isTransferCycle'>[]> {
  const chains = records.map((record): TransferChain => ({
    last: record,
    seen: new Set([record.recordId]),
    isTransferCycle: false,
  }));
  for (let depth = 0; depth < maxTransfers; depth++) {
    const next = new Map(
      chains.flatMap((chain) => {
        const id = chain.last && originIdOf(chain.last);
        return id === undefined ? [] : [[chain, id] as const];
      }),
    );
    if (next.size === 0) break;
    const found = await readRecords(deps, tenant, [...new Set(next.values())], originFields);
    for (const chain of chains) {
      const id = next.get(chain);
      chain.last = id === undefined ? undefined : found.get(id);
      if (chain.last === undefined) continue;
      if (chain.seen.has(chain.last.recordId)) {
        chain.isTransferCycle = true;
        chain.last = undefined;
      } else chain.seen.add(chain.last.recordId);
    }
  }
  return chains.map(({ seen, isTransferCycle }) => ({
    transfers: [...seen].slice(1).reverse(),
    isTransferCycle,
  }));
}

/** Returns the record id of a record's origin. */
export function originIdOf(record: TraceRecord): string | undefined {
  if (record.originTaskId !== undefined) return taskRecordId(record, record.originTaskId);
  return record.originGatewayTaskId === undefined
    ? undefined
    : gatewayRecordId(record, record.originGatewayTaskId);
}

function isEventOf(record: TraceRecord, event: FeedEventRecord): boolean {
  // Contacts and chat transcripts have no namespace.
  const isJoinedById =
    record.isFromContact === true || (hasNoNamespace(event) && event.activityType !== 'WORK_CODES');
  if (!isJoinedById && !isSameNamespace(record, event)) return false;
  const { taskId, gatewayTaskId } = record;
  const { about = [], activityType } = event;
  if (activityType === 'INTERACTION_TRACE_RECORD' && taskId !== undefined) {
    const eventTaskId = taskIdOf(event);
    if (eventTaskId !== undefined) return eventTaskId === taskId;
    if (event.text == null && about.includes(taskId)) return true;
  }
  return gatewayTaskId !== undefined && about.includes(gatewayTaskId);
}

/** Returns the task id of a trace record event. Of two ids, the first is the task id. The text shows which of the two a single id is. */
function taskIdOf({ about = [], text }: FeedEventRecord): string | undefined {
  if (about.length > 1) return about[0];
  if (text == null) return undefined;
  const { TaskId: taskId } = JSON.parse(text) as { readonly TaskId?: string | null };
  return taskId == null || taskId === '' ? undefined : taskId;
}
