import type { Fields } from '../../shared/subgraph.ts';
import type { ContactStore } from '../contacts/store.ts';
import { maxEventsOfTask, type EventStore } from '../events/store.ts';
import {
  gatewayRecordId,
  gatewayTaskOf,
  hasNoNamespace,
  isSameNamespace,
  taskRecordId,
} from '../identity.ts';
import type { ContactRecord, FeedEventRecord, Namespace, TraceRecord } from '../model.ts';
import type { TraceRecordStore } from './store.ts';

/** What must be read of a record so that the rest can be joined to it. */
const names = { taskId: 1, gatewayTaskId: 1, companyId: 1, environment: 1 } as const;
const origins = { companyId: 1, environment: 1, originTaskId: 1, originGatewayTaskId: 1 } as const;

/** The stored paths that the joined fields are made of; the first is no path, and says that the field is asked for. */
export const relatedPaths: Readonly<Record<string, readonly string[]>> = {
  'InteractionTraceRecord.workCodes': ['workCodes', ...Object.keys(names)],
  'InteractionTraceRecord.events': ['events', ...Object.keys(names)],
  'InteractionTraceRecord.contact': ['contact', 'gatewayTaskId'],
  'InteractionTraceRecord.timeInQueue': [
    'contact',
    'gatewayTaskId',
    'queuedDuration',
    'deliveryProvider',
    'taskType',
  ],
  'InteractionTraceRecord.origin': Object.keys(origins),
  'InteractionTraceRecord.transfers': ['transfers', ...Object.keys(origins)],
  'InteractionTraceRecord.isTransferCycle': ['transfers', ...Object.keys(origins)],
};

export interface JoinedStores {
  readonly records: TraceRecordStore;
  readonly events: EventStore;
  readonly contacts: ContactStore;
}

const maxTransfers = 20;

/** The way back from a record, as far as it has been gone. */
interface Chain {
  last: TraceRecord | undefined;
  readonly seen: Set<string>;
  isTransferCycle: boolean;
}

/**
 * What else is known of tasks, brought for all records of a page at once. It is joined when it is read, and not when it comes: so nothing
 * has to be put right when the other half of a record comes later, or comes at the same time through another process.
 */
export function createRelatedRecords({ records, events, contacts }: JoinedStores) {
  /** The records of these ids. One that is named by its gateway's id alone is found under that name also when its record has come. */
  async function find(
    tenant: string,
    ids: readonly string[],
    fields: Fields,
  ): Promise<ReadonlyMap<string, TraceRecord>> {
    const found = new Map(
      (ids.length === 0 ? [] : await records.read(tenant, ids, fields)).map((record) => [
        record.recordId,
        record,
      ]),
    );
    const named = ids.flatMap((recordId) => {
      const task = found.has(recordId) ? undefined : gatewayTaskOf(recordId);
      return task === undefined ? [] : [{ recordId, ...task }];
    });
    if (named.length === 0) return found;
    const others = await records.readByGateway(
      tenant,
      named.map(({ gatewayTaskId }) => gatewayTaskId),
      fields,
    );
    const shells: typeof named = [];
    for (const task of named) {
      const record = others.find(
        (other) =>
          other.gatewayTaskId === task.gatewayTaskId &&
          (hasNoNamespace(task) || isSameNamespace(task, other)),
      );
      if (record === undefined) shells.push(task);
      else found.set(task.recordId, record);
    }
    for (const { recordId, ...task } of shells) {
      const shell = await shellOf(tenant, task);
      if (shell !== undefined) found.set(recordId, shell);
    }
    return found;
  }

  /** What is known of a task of which there is no record yet. */
  async function shellOf(
    tenant: string,
    { gatewayTaskId, ...owner }: Namespace & { readonly gatewayTaskId: string },
  ): Promise<TraceRecord | undefined> {
    const [code, known] = await Promise.all([
      events.firstWorkCode(tenant, gatewayTaskId, owner),
      contacts.read(tenant, [gatewayTaskId]),
    ]);
    const contact = hasNoNamespace(owner) || code !== undefined ? known.get(gatewayTaskId) : undefined;
    if (code === undefined && contact === undefined) return undefined;
    const whose = {
      ...(code?.companyId === undefined ? {} : { companyId: code.companyId }),
      ...(code?.environment === undefined ? {} : { environment: code.environment }),
    };
    const { taskType, taskTypeRaw, skillQueueName, reportHierarchy } = code?.workCode ?? {};
    const agentUsername = code?.workCode?.agentUsername ?? contact?.agentUsername;
    return {
      recordId: gatewayRecordId(whose, gatewayTaskId),
      gatewayTaskId,
      ...whose,
      ...(taskType === undefined ? {} : { taskType }),
      ...(taskTypeRaw === undefined ? {} : { taskTypeRaw }),
      ...(skillQueueName === undefined ? {} : { skillQueueName }),
      ...(reportHierarchy === undefined ? {} : { reportHierarchy }),
      ...(agentUsername === undefined ? {} : { agentUsername }),
    };
  }

  /** Where a record comes from, one after the other, until there is none, or one that was there already. */
  async function chainsOf(
    tenant: string,
    from: readonly TraceRecord[],
  ): Promise<readonly Pick<TraceRecord, 'transfers' | 'isTransferCycle'>[]> {
    const chains = from.map((record): Chain => ({
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
      const found = await find(tenant, [...new Set(next.values())], origins);
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

  return {
    find,
    shellOf,

    /** @param fields what was asked for */
    async join(
      tenant: string,
      found: readonly TraceRecord[],
      fields: Fields,
    ): Promise<readonly TraceRecord[]> {
      if (found.length === 0) return found;
      const gatewayIds = [...new Set(found.flatMap(({ gatewayTaskId }) => gatewayTaskId ?? []))];
      const taskIds = [...new Set(found.flatMap(({ taskId }) => taskId ?? []))];
      const owners = [
        ...new Map(
          found.map((record) => [
            JSON.stringify([record.companyId ?? null, record.environment ?? null]),
            record,
          ]),
        ).values(),
      ];
      const [codes, known, told, chains] = await Promise.all([
        'workCodes' in fields && gatewayIds.length > 0 ? events.workCodes(tenant, gatewayIds, owners) : [],
        'contact' in fields && gatewayIds.length > 0
          ? contacts.read(tenant, gatewayIds)
          : new Map<string, ContactRecord>(),
        'events' in fields && gatewayIds.length + taskIds.length > 0
          ? events.ofTasks(tenant, [...new Set([...gatewayIds, ...taskIds])], owners)
          : [],
        'transfers' in fields ? chainsOf(tenant, found) : [],
      ]);
      return found.map((record, index) => {
        const contact = record.gatewayTaskId === undefined ? undefined : known.get(record.gatewayTaskId);
        return {
          ...record,
          workCodes:
            record.workCodes ??
            codes.filter((event) => isOf(record, event)).flatMap(({ workCode }) => workCode ?? []),
          ...(contact === undefined ? {} : { contact }),
          events: told.filter((event) => isOf(record, event)).slice(0, maxEventsOfTask),
          ...chains[index],
        };
      });
    },
  };
}

/** What a record's origin is called. */
export function originIdOf(record: TraceRecord): string | undefined {
  if (record.originTaskId !== undefined) return taskRecordId(record, record.originTaskId);
  return record.originGatewayTaskId === undefined
    ? undefined
    : gatewayRecordId(record, record.originGatewayTaskId);
}

function isOf(record: TraceRecord, event: FeedEventRecord): boolean {
  // Amazon Connect's records and the transcripts tell of no company.
  if (!isSameNamespace(record, event) && !(hasNoNamespace(event) && event.activityType !== 'WORK_CODES'))
    return false;
  const { taskId, gatewayTaskId } = record;
  const { about = [], activityType } = event;
  if (activityType === 'INTERACTION_TRACE_RECORD' && taskId !== undefined) {
    const told = taskIdOf(event);
    if (told !== undefined) return told === taskId;
    if (event.text == null && about.includes(taskId)) return true;
  }
  return gatewayTaskId !== undefined && about.includes(gatewayTaskId);
}

/** A trace record's own word on its task. Of two ids the task's is the first; which one a single one is, its text says, if it is there. */
function taskIdOf({ about = [], text }: FeedEventRecord): string | undefined {
  if (about.length > 1) return about[0];
  if (text == null) return undefined;
  const { TaskId: taskId } = JSON.parse(text) as { readonly TaskId?: string | null };
  return taskId == null || taskId === '' ? undefined : taskId;
}
