import type { Caller } from '../../auth/index.ts';
import { isAt, recordsOf, type EventPosition } from '../../eventlog/index.ts';
import { bind } from '../../kernel/bind.ts';
import { DomainError, invalid } from '../../kernel/errors.ts';
import { checkedId, naturalIdOf } from '../../kernel/global-id.ts';
import {
  checkPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../kernel/paging.ts';
import { contentHash } from '../shared/idempotency.ts';
import { readConnection, type ListDefinition } from '../shared/list.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import type { TaskType } from '../shared/task.ts';
import {
  eventsOf,
  parseEventKey,
  toEventId,
  type EventRecord,
  type EventType,
  canSeeInteraction,
  initialInteraction,
  offerTo,
  visibleUpTo,
  type InteractionState,
  type InteractionStatus,
  type Viewer,
} from './model/index.ts';
import type { InteractionDependencies } from './dependencies.ts';
import { viewerOf } from './input.ts';
import type { InteractionFilter, InstantRange } from './store.ts';

type Dependencies = Pick<InteractionDependencies, 'store' | 'log' | 'streams' | 'ids'>;
type Identified = Pick<InteractionState, 'interactionId'>;

export interface InteractionFilterInput {
  readonly status?: readonly InteractionStatus[] | null | undefined;
  readonly types?: readonly TaskType[] | null | undefined;
  readonly skill?: string | null | undefined;
  readonly agentId?: string | null | undefined;
  readonly isIn?: boolean | null | undefined;
  readonly createdAt?: InstantRange | null | undefined;
  readonly completedAt?: InstantRange | null | undefined;
}

export interface InteractionListArguments extends PageArguments {
  readonly filter?: InteractionFilterInput | null | undefined;
  readonly order?: 'ASC' | 'DESC' | null | undefined;
}

/** A page reads this number of records more than it has events: some records hold none that the caller may see. */
const spareRecords = 20;

export type InteractionPage = Connection<InteractionState>;
export type EventPage = Connection<EventRecord>;

/** A range of sequence numbers: those greater than `after`, up to and including `upTo`. */
interface SeqRange {
  readonly after: number;
  readonly upTo: number;
}

export type InteractionQueries = ReturnType<typeof createInteractionQueries>;

export const createInteractionQueries = (deps: Dependencies) =>
  bind(deps, {
    readInteractions,
    readInteraction,
    listInteractions,
    attachedDataFor,
    readEvents,
    readEventsByKey,
    readEventPage,
    readMessagePage,
    positionOf: positionOfEvent,
  });

/** Reads interactions by id, in any order. Interactions that the caller may not see are left out. */
async function readInteractions(
  deps: Dependencies,
  caller: Caller,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly InteractionState[]> {
  const viewer = viewerOf(caller);
  const states = await latestStates(deps, caller.tenant, ids, fields);
  return [...states.values()].filter((state) => canSeeInteraction(state, viewer));
}

/** Reads the latest known states of interactions with one query, whoever may see them. */
async function latestStates(
  { store, streams: { heads } }: Dependencies,
  tenant: string,
  ids: readonly string[],
  fields: Fields,
): Promise<ReadonlyMap<string, InteractionState>> {
  const found = new Map<string, InteractionState>();
  for (const state of await store.read(tenant, ids, fields)) found.set(state.interactionId, state);
  for (const id of ids) {
    // This process's cached state may be later than the projection that was read.
    const head = heads.cached(tenant, id);
    if (head !== undefined && head.seq > (found.get(id)?.seq ?? 0)) found.set(id, head.state);
  }
  return found;
}

async function readInteraction(
  deps: Dependencies,
  caller: Caller,
  id: string,
  fields: Fields,
): Promise<InteractionState | null> {
  const [interaction] = await readInteractions(deps, caller, [naturalIdOf('Interaction', id)], fields);
  return interaction ?? null;
}

async function listInteractions(
  { store }: Dependencies,
  caller: Caller,
  { filter, order, ...page }: InteractionListArguments,
  wanted: ConnectionFields,
): Promise<InteractionPage> {
  const viewer = viewerOf(caller);
  const conditions = checkFilter(filter ?? {}, viewer);
  const direction = order ?? 'DESC';
  const list: ListDefinition<InteractionState> = {
    // A cursor is only valid for the filter and the order of its list.
    name: `interactions:${direction}:${contentHash(conditions ?? null)}`,
    shape: ['instant', 'string'],
    positionOf: ({ createdAt, interactionId }) => [createdAt, interactionId],
  };
  return readConnection(list, page, wanted, async (request) =>
    conditions === undefined
      ? { rows: [], totalCount: 0 }
      : store.list(caller.tenant, conditions, direction, request, wanted),
  );
}

/** @returns undefined if no interaction can match */
function checkFilter(
  { status, types, skill, agentId, isIn, createdAt, completedAt }: InteractionFilterInput,
  viewer: Viewer,
): InteractionFilter | undefined {
  if (types?.includes('OTHER') === true)
    throw invalid('filter.types', 'OTHER stands for values of imported sources, and is not a valid filter');
  // Customers may not search by agent or skill.
  if (viewer.kind === 'customer' && (agentId != null || skill != null)) return undefined;
  const caller = `${viewer.kind === 'customer' ? 'CUSTOMER' : 'AGENT'}:${viewer.id}`;
  const agent =
    agentId == null ? undefined : `AGENT:${naturalIdOf('Agent', checkedId('filter.agentId', agentId))}`;
  const members = [...(viewer.seesAll ? [] : [caller]), ...(agent === undefined ? [] : [agent])];
  const member = agent ?? caller;
  return {
    status: status == null ? undefined : [...new Set(status)].sort(),
    types: types == null ? undefined : [...new Set(types)].sort(),
    skill: skill ?? undefined,
    members: [...new Set(members)],
    presence: isIn == null ? undefined : { member, isPresent: isIn },
    createdAt: checkRange('filter.createdAt', createdAt),
    completedAt: checkRange('filter.completedAt', completedAt),
  };
}

function checkRange(field: string, range: InstantRange | null | undefined): InstantRange | undefined {
  if (range == null) return undefined;
  if (range.from > range.to) throw invalid(`${field}.from`, `is after ${field}.to`);
  return range;
}

/** Returns the attached data that the caller may see: none after leaving. Customers see their own initial data. */
function attachedDataFor(_: Dependencies, caller: Caller, state: InteractionState): string | null {
  if (caller.kind === 'customer') return state.initialAttributes;
  const isPresent =
    visibleUpTo(state, viewerOf(caller)) === Infinity || offerTo(state, caller.id) !== undefined;
  return isPresent ? state.attributes : null;
}

/**
 * Converts an eventId, or the global id of an event, to its sequence number.
 * @throws BAD_CURSOR; HISTORY_LOST if the event is from a log that was since restored from a backup
 */
export const positionOfEvent = (
  { ids }: Pick<Dependencies, 'ids'>,
  field: string,
  tenant: string,
  { interactionId }: Identified,
  eventId: string,
): Promise<number> => ids.locate(field, streamOf(tenant, interactionId), toEventId(eventId));

const streamOf = (tenant: string, stream: string) => ({ tenant, kind: 'interaction', stream }) as const;

async function readEvents(
  { ids, log }: Dependencies,
  caller: Caller,
  interactionId: string,
  range: SeqRange & { readonly limit: number },
): Promise<readonly EventRecord[]> {
  await ids.ready();
  const events: EventRecord[] = [];
  for await (const record of recordsOf(log, 'interaction', caller.tenant, interactionId, range))
    for (const event of eventsOf(ids, [record], viewerOf(caller), range)) {
      events.push(event);
      if (events.length === range.limit) return events;
    }
  return events;
}

/**
 * Reads events by their natural keys, in any order and with a constant number of queries. Left out are keys of other types, keys that
 * are invalid or name an event that the log does not have, and events that the caller may not see.
 */
async function readEventsByKey(
  deps: Dependencies,
  type: EventType,
  caller: Caller,
  keys: readonly string[],
): Promise<readonly EventRecord[]> {
  const { ids, log } = deps;
  const { tenant } = caller;
  const viewer = viewerOf(caller);
  const named = keys.map(parseEventKey).filter((key) => key !== undefined);
  const streams = new Set(named.map(({ interactionId }) => interactionId));
  const states = await latestStates(deps, tenant, [...streams], {});
  const positions: (EventPosition & { readonly stream: string })[] = [];
  for (const { interactionId, eventId } of named) {
    const state = states.get(interactionId);
    const position =
      state && (await ids.decode('id', streamOf(tenant, interactionId), eventId).catch(undefinedIfUnknown));
    if (position !== undefined && position.seq <= visibleUpTo(state ?? initialInteraction, viewer))
      positions.push({ stream: interactionId, ...position });
  }
  const records = await log.readContaining(tenant, 'interaction', positions);
  return positions.flatMap(({ stream, ...position }) => {
    const own = records.filter((record) => record.stream === stream && isAt(record, position));
    const { seq } = position;
    const events = [...eventsOf(ids, own, viewer, { after: seq - 1, upTo: seq })];
    return events.filter(({ __typename }) => __typename === type);
  });
}

/** Returns undefined for an event id that names no event; rethrows other errors. */
function undefinedIfUnknown(error: unknown): undefined {
  if (error instanceof DomainError && (error.code === 'BAD_CURSOR' || error.code === 'HISTORY_LOST'))
    return undefined;
  throw error;
}

/**
 * Reads a page of the events that the caller may see. Their cursors are their event ids.
 * @returns null if the caller may see no event of the interaction
 */
const readEventPage = (
  deps: Dependencies,
  caller: Caller,
  interaction: Identified,
  args: PageArguments,
  wanted: ConnectionFields,
): Promise<EventPage | null> => readPage(deps, caller, interaction, args, wanted, undefined);

/** Like `readEventPage`, for messages only. */
const readMessagePage = (
  deps: Dependencies,
  caller: Caller,
  interaction: Identified,
  args: PageArguments,
  wanted: ConnectionFields,
): Promise<EventPage | null> => readPage(deps, caller, interaction, args, wanted, 'ChatMessage');

/** Reads a page from the log: there is no second copy of the events. */
async function readPage(
  deps: Dependencies,
  caller: Caller,
  { interactionId }: Identified,
  args: PageArguments,
  wanted: ConnectionFields,
  only: EventType | undefined,
): Promise<EventPage | null> {
  const { limit, backwards, cursor } = checkPageArguments(args);
  const { state } = await deps.streams.heads.refresh(caller.tenant, interactionId, 'majority');
  const visible = visibleUpTo(state, viewerOf(caller));
  if (visible === 0) return null;
  await deps.ids.ready();
  const from = cursor && (await positionOfEvent(deps, cursor.field, caller.tenant, state, cursor.value));
  const upTo = Math.min(visible, state.seq);
  const range = backwards
    ? { after: 0, upTo: Math.min((from ?? upTo + 1) - 1, upTo) }
    : { after: from ?? 0, upTo };
  const walk = { interactionId, range, backwards, only, batchSize: limit + spareRecords };
  return toConnection(
    { limit, backwards, ...(from !== undefined && { from: [from] }) },
    {
      rows: wanted.rows ? await collect(eventsIn(deps, caller, walk), limit + 1) : [],
      totalCount: wanted.totalCount ? await countEvents(deps, caller, state, visible, only) : undefined,
    },
    ({ eventId }) => eventId,
    wanted,
  );
}

interface Walk {
  readonly interactionId: string;
  readonly range: SeqRange;
  readonly backwards: boolean;
  /** Yield only events of this type. */
  readonly only: EventType | undefined;
  /** Number of records in one read; default: for long ranges. */
  readonly batchSize?: number;
}

/** Yields the visible events of a range, latest first if `backwards`. */
async function* eventsIn(
  { ids, log }: Dependencies,
  caller: Caller,
  { interactionId, range, backwards, only, batchSize }: Walk,
): AsyncGenerator<EventRecord> {
  const { tenant } = caller;
  const records = backwards
    ? log.readBackwards(tenant, 'interaction', interactionId, range.upTo, batchSize)
    : recordsOf(log, 'interaction', tenant, interactionId, range, batchSize);
  for await (const record of records) {
    const events = [...eventsOf(ids, [record], viewerOf(caller), range)];
    for (const event of backwards ? events.reverse() : events)
      if (only === undefined || event.__typename === only) yield event;
  }
}

async function collect<Item>(items: AsyncGenerator<Item>, limit: number): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) if (collected.push(item) === limit) break;
  return collected;
}

async function countEvents(
  deps: Dependencies,
  caller: Caller,
  { interactionId, seq, messages, privateMessages }: InteractionState,
  visible: number,
  only: EventType | undefined,
): Promise<number> {
  if (only === 'ChatMessage' && visible >= seq)
    return messages - (caller.kind === 'customer' ? privateMessages : 0);
  const range = { after: 0, upTo: Math.min(visible, seq) };
  let count = 0;
  for await (const _ of eventsIn(deps, caller, { interactionId, range, backwards: false, only })) count++;
  return count;
}
