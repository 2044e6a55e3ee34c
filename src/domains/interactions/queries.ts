import type { Caller } from '../../auth/index.ts';
import { recordsOf } from '../../eventlog/index.ts';
import { bind } from '../../kernel/bind.ts';
import { historyLost, invalid } from '../../kernel/errors.ts';
import { checkedId, naturalIdOf } from '../../kernel/global-id.ts';
import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../kernel/paging.ts';
import { readConnection } from '../shared/list.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import {
  eventsOf,
  type EventRecord,
  canSeeInteraction,
  offerTo,
  visibleUpTo,
  type InteractionState,
  type InteractionStatus,
} from './model/index.ts';
import type { InteractionDependencies } from './dependencies.ts';
import { viewerOf } from './input.ts';

type Dependencies = Pick<InteractionDependencies, 'store' | 'log' | 'streams' | 'ids'>;
type Identified = Pick<InteractionState, 'interactionId'>;

export interface InteractionListArguments extends PageArguments {
  readonly status?: readonly InteractionStatus[] | null | undefined;
  readonly agent?: string | null | undefined;
  readonly skill?: string | null | undefined;
}

export type InteractionPage = Connection<InteractionState>;
export type MessagePage = Connection<EventRecord>;

/** A range of sequence numbers: those greater than `after`, up to and including `upTo`. */
interface SeqRange {
  readonly after: number;
  readonly upTo: number;
}

const list = {
  name: 'interactions',
  shape: ['instant', 'string'],
  positionOf: ({ createdAt, interactionId }: InteractionState) => [createdAt, interactionId],
} as const;
const messageList = 'messages';
const maxHistory = 1000;

export type InteractionQueries = ReturnType<typeof createInteractionQueries>;

export const createInteractionQueries = (deps: Dependencies) =>
  bind(deps, {
    readInteractions,
    readInteraction,
    listInteractions,
    attachedDataFor,
    readEvents,
    readHistory,
    readMessages,
    positionOf: positionOfEvent,
  });

/** Reads interactions by id, in any order. Interactions that the caller may not see are left out. */
async function readInteractions(
  { store, streams: { heads } }: Dependencies,
  caller: Caller,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly InteractionState[]> {
  const viewer = viewerOf(caller);
  const found = new Map<string, InteractionState>();
  for (const state of await store.read(caller.tenant, ids, fields)) found.set(state.interactionId, state);
  for (const id of ids) {
    // This process's cached state may be later than the projection that was read.
    const head = heads.cached(caller.tenant, id);
    if (head !== undefined && head.seq > (found.get(id)?.seq ?? 0)) found.set(id, head.state);
  }
  return [...found.values()].filter((state) => canSeeInteraction(state, viewer));
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
  args: InteractionListArguments,
  wanted: ConnectionFields,
): Promise<InteractionPage> {
  const viewer = viewerOf(caller);
  return readConnection(list, args, wanted, async (page) => {
    const members = [
      ...(viewer.seesAll ? [] : [`${viewer.kind === 'customer' ? 'CUSTOMER' : 'AGENT'}:${viewer.id}`]),
      ...(args.agent == null ? [] : [`AGENT:${naturalIdOf('Agent', checkedId('agent', args.agent))}`]),
    ];
    // Customers may not search by agent or skill.
    if (viewer.kind === 'customer' && (args.agent != null || args.skill != null))
      return { rows: [], totalCount: 0 };
    return store.list(
      caller.tenant,
      {
        status: args.status ?? undefined,
        skill: args.skill ?? undefined,
        members: [...new Set(members)],
      },
      page,
      wanted,
    );
  });
}

/** Returns the attached data that the caller may see: none after leaving. Customers see their own initial data. */
function attachedDataFor(_: Dependencies, caller: Caller, state: InteractionState): string | null {
  if (caller.kind === 'customer') return state.initialAttributes;
  const isPresent =
    visibleUpTo(state, viewerOf(caller)) === Infinity || offerTo(state, caller.id) !== undefined;
  return isPresent ? state.attributes : null;
}

/**
 * Converts an eventId to its sequence number.
 * @throws BAD_CURSOR; HISTORY_LOST if the event is from a log that was since restored from a backup
 */
export async function positionOfEvent(
  { ids }: Pick<Dependencies, 'ids'>,
  field: string,
  tenant: string,
  { interactionId, seq }: Pick<InteractionState, 'interactionId' | 'seq'>,
  eventId: string,
): Promise<number> {
  const position = await ids.decode(field, tenant, interactionId, eventId);
  if (position > seq) throw historyLost(field);
  return position;
}

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

/** @returns null if the caller may see no event of the interaction */
async function readHistory(
  deps: Dependencies,
  caller: Caller,
  { interactionId }: Identified,
  args: { readonly afterEventId?: string | null; readonly limit?: number | null },
): Promise<readonly EventRecord[] | null> {
  const { afterEventId } = args;
  const limit = args.limit ?? maxHistory;
  if (limit < 1 || limit > maxHistory) throw invalid('limit', `is ${limit}, and may be 1 to ${maxHistory}`);
  const { state } = await deps.streams.heads.refresh(caller.tenant, interactionId, 'majority');
  const upTo = visibleUpTo(state, viewerOf(caller));
  if (upTo === 0) return null;
  const after =
    afterEventId == null
      ? 0
      : await positionOfEvent(deps, 'afterEventId', caller.tenant, state, afterEventId);
  return readEvents(deps, caller, interactionId, { after, upTo: Math.min(upTo, state.seq), limit });
}

/**
 * Reads a page of messages from the log: there is no second copy of the messages.
 * @returns null if the caller may see no event of the interaction
 */
async function readMessages(
  deps: Dependencies,
  caller: Caller,
  { interactionId }: Identified,
  args: PageArguments,
  wanted: ConnectionFields,
): Promise<MessagePage | null> {
  const page = readPageArguments(messageList, ['instant'], args);
  const { state } = await deps.streams.heads.refresh(caller.tenant, interactionId, 'majority');
  const limit = visibleUpTo(state, viewerOf(caller));
  if (limit === 0) return null;
  await deps.ids.ready();
  const upTo = Math.min(limit, state.seq);
  // Cursors have no type for integers: the sequence number is encoded as an instant.
  const from = page.from?.[0] instanceof Date ? page.from[0].getTime() : undefined;
  const range = page.backwards
    ? { after: 0, upTo: Math.min((from ?? upTo + 1) - 1, upTo) }
    : { after: from ?? 0, upTo };
  return toConnection(
    page,
    {
      rows: wanted.rows
        ? await collect(messagesIn(deps, caller, interactionId, range, page.backwards), page.limit + 1)
        : [],
      totalCount: wanted.totalCount ? await countMessages(deps, caller, state, limit) : undefined,
    },
    ({ sequence }) => makeCursor(messageList, [new Date(sequence)]),
    wanted,
  );
}

/** Yields the visible messages of a range, latest first if `backwards`. */
async function* messagesIn(
  { ids, log }: Dependencies,
  caller: Caller,
  interactionId: string,
  range: SeqRange,
  backwards: boolean,
): AsyncGenerator<EventRecord> {
  const { tenant } = caller;
  const records = backwards
    ? log.readBackwards(tenant, 'interaction', interactionId, range.upTo)
    : recordsOf(log, 'interaction', tenant, interactionId, range);
  for await (const record of records) {
    const events = [...eventsOf(ids, [record], viewerOf(caller), range)];
    for (const event of backwards ? events.reverse() : events)
      if (event.__typename === 'ChatMessage') yield event;
  }
}

async function collect<Item>(items: AsyncGenerator<Item>, limit: number): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) if (collected.push(item) === limit) break;
  return collected;
}

async function countMessages(
  deps: Dependencies,
  caller: Caller,
  { interactionId, seq, messages, privateMessages }: InteractionState,
  limit: number,
): Promise<number> {
  if (limit >= seq) return messages - (caller.kind === 'customer' ? privateMessages : 0);
  let count = 0;
  for await (const _ of messagesIn(deps, caller, interactionId, { after: 0, upTo: limit }, false)) count++;
  return count;
}
