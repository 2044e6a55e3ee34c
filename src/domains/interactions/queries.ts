import type { Caller } from '../../auth/index.ts';
import { recordsOf, type LogRecord } from '../../eventlog/index.ts';
import { historyLost, invalid } from '../../kernel/errors.ts';
import { checkedId, naturalIdOf } from '../../kernel/global-id.ts';
import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../kernel/paging.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import { eventsOf, type EventRecord } from './events.ts';
import { canSee, offerTo, reach, type InteractionState, type InteractionStatus } from './model/index.ts';
import type { InteractionDependencies } from './dependencies.ts';
import { viewerOf } from './input.ts';

export interface InteractionListArguments extends PageArguments {
  readonly status?: readonly InteractionStatus[] | null | undefined;
  readonly agent?: string | null | undefined;
  readonly skill?: string | null | undefined;
}

export type InteractionPage = Connection<InteractionState>;
export type MessagePage = Connection<EventRecord>;

const listName = 'interactions';
const messagesName = 'messages';
const maxHistory = 1000;

export function createReads({ store, log, streams: { heads }, ids }: InteractionDependencies) {
  async function readInteractions(
    caller: Caller,
    keys: readonly string[],
    fields: Fields,
  ): Promise<readonly InteractionState[]> {
    const viewer = viewerOf(caller);
    const found = new Map<string, InteractionState>();
    for (const state of await store.read(caller.tenant, keys, fields)) found.set(state.interactionId, state);
    for (const key of keys) {
      // What this process has seen of the log may be newer than what the projection had when it was read.
      const head = heads.cached(caller.tenant, key);
      if (head !== undefined && head.seq > (found.get(key)?.seq ?? 0)) found.set(key, head.state);
    }
    return [...found.values()].filter((state) => canSee(state, viewer));
  }

  /** @throws BAD_CURSOR, HISTORY_LOST */
  async function positionOf(
    field: string,
    tenant: string,
    { interactionId, seq }: Pick<InteractionState, 'interactionId' | 'seq'>,
    eventId: string,
  ): Promise<number> {
    const position = await ids.decode(field, tenant, interactionId, eventId);
    // Given out in a past that the database no longer has.
    if (position > seq) throw historyLost(field);
    return position;
  }

  async function readEvents(
    caller: Caller,
    interactionId: string,
    range: { readonly after: number; readonly upTo: number; readonly limit: number },
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

  return {
    readInteractions,
    positionOf,
    readEvents,

    async readInteraction(caller: Caller, id: string, fields: Fields): Promise<InteractionState | null> {
      const [interaction] = await readInteractions(caller, [naturalIdOf('Interaction', id)], fields);
      return interaction ?? null;
    },

    async listInteractions(
      caller: Caller,
      args: InteractionListArguments,
      wanted: ConnectionFields,
    ): Promise<InteractionPage> {
      const page = readPageArguments(listName, ['instant', 'string'], args);
      const viewer = viewerOf(caller);
      const members = [
        ...(viewer.seesAll ? [] : [`${viewer.kind === 'customer' ? 'CUSTOMER' : 'AGENT'}:${viewer.id}`]),
        // Customers know no agent by user name, so none is found.
        ...(args.agent == null ? [] : [`AGENT:${naturalIdOf('Agent', checkedId('agent', args.agent))}`]),
      ];
      const nobody = viewer.kind === 'customer' && (args.agent != null || args.skill != null);
      const read = nobody
        ? { rows: [], totalCount: 0 }
        : await store.list(
            caller.tenant,
            {
              status: args.status ?? undefined,
              skill: args.skill ?? undefined,
              members: [...new Set(members)],
            },
            page,
            wanted,
          );
      const cursorOf = ({ createdAt, interactionId }: InteractionState) =>
        makeCursor(listName, [createdAt, interactionId]);
      return toConnection(page, read, cursorOf, wanted);
    },

    /** The attached data as the caller may see them: who has left sees none. */
    attributesFor(caller: Caller, state: InteractionState): string | null {
      if (caller.kind === 'customer') return state.initialAttributes;
      const isIn = reach(state, viewerOf(caller)) === Infinity || offerTo(state, caller.id) !== undefined;
      return isIn ? state.attributes : null;
    },

    async readHistory(
      caller: Caller,
      { interactionId }: Pick<InteractionState, 'interactionId'>,
      { afterEventId, limit }: { readonly afterEventId?: string | null; readonly limit?: number | null },
    ): Promise<readonly EventRecord[] | null> {
      const most = limit ?? maxHistory;
      if (most < 1 || most > maxHistory) throw invalid('limit', `is ${most}, and may be 1 to ${maxHistory}`);
      const { state } = await heads.refresh(caller.tenant, interactionId, 'majority');
      const upTo = reach(state, viewerOf(caller));
      if (upTo === 0) return null;
      const after =
        afterEventId == null ? 0 : await positionOf('afterEventId', caller.tenant, state, afterEventId);
      return readEvents(caller, interactionId, { after, upTo: Math.min(upTo, state.seq), limit: most });
    },

    /** A page of what was said. It is read from the log itself, so there is no second copy that could differ. */
    async readMessages(
      caller: Caller,
      { interactionId }: Pick<InteractionState, 'interactionId'>,
      args: PageArguments,
      wanted: ConnectionFields,
    ): Promise<MessagePage | null> {
      const page = readPageArguments(messagesName, ['instant'], args);
      const viewer = viewerOf(caller);
      const { state } = await heads.refresh(caller.tenant, interactionId, 'majority');
      const limit = reach(state, viewer);
      if (limit === 0) return null;
      await ids.ready();
      const upTo = Math.min(limit, state.seq);
      // A position is a number, carried as what cursors carry numbers as.
      const from = page.from?.[0] instanceof Date ? page.from[0].getTime() : undefined;
      const read = page.backwards ? readBackwards : readForwards;
      const rows = wanted.rows ? await read(from ?? (page.backwards ? upTo + 1 : 0)) : [];
      const totalCount = wanted.totalCount ? await count() : undefined;
      return toConnection(
        page,
        { rows, totalCount },
        ({ sequence }) => makeCursor(messagesName, [new Date(sequence)]),
        wanted,
      );

      async function readForwards(after: number): Promise<EventRecord[]> {
        const found: EventRecord[] = [];
        for await (const record of recordsOf(log, 'interaction', caller.tenant, interactionId, {
          after,
          upTo,
        })) {
          found.push(...messagesIn(record, { after, upTo }));
          if (found.length > page.limit) break;
        }
        return found.slice(0, page.limit + 1);
      }

      async function readBackwards(before: number): Promise<EventRecord[]> {
        const found: EventRecord[] = [];
        const end = Math.min(before - 1, upTo);
        for await (const record of log.readBackwards(caller.tenant, 'interaction', interactionId, end)) {
          found.push(...messagesIn(record, { after: 0, upTo: end }).reverse());
          if (found.length > page.limit) break;
        }
        return found.slice(0, page.limit + 1);
      }

      function messagesIn(record: LogRecord, range: { after: number; upTo: number }): EventRecord[] {
        return [...eventsOf(ids, [record], viewer, range)].filter(
          ({ __typename }) => __typename === 'ChatMessage',
        );
      }

      async function count(): Promise<number> {
        if (limit >= state.seq)
          return state.messages - (viewer.kind === 'customer' ? state.privateMessages : 0);
        let messages = 0;
        for await (const record of recordsOf(log, 'interaction', caller.tenant, interactionId, {
          after: 0,
          upTo,
        }))
          messages += messagesIn(record, { after: 0, upTo }).length;
        return messages;
      }
    },
  };
}
