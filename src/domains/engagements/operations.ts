import type { Caller } from '../../auth/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { checkedId, naturalIdOf } from '../../kernel/global-id.ts';
import { makeCursor, readPageArguments } from '../../kernel/paging.ts';
import type { Span, UpsertOutcome } from '../../storage/index.ts';
import type { CompletedInteraction } from '../shared/completed-interaction.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import { visibleTo, withVisibility } from '../shared/visibility.ts';
import { engagementOf } from './from-interaction.ts';
import type { TextView } from './search/areas.ts';
import type { EngagementFilter, EngagementSearchArguments, EngagementSort } from './search/arguments.ts';
import { highlightsOf } from './search/highlights.ts';
import { positionOf, readOrder } from './search/order.ts';
import { readPage, toPage, type EngagementPage } from './search/page.ts';
import { readFilter, type Search } from './search/read-filter.ts';
import type { EngagementStore, StoredEngagement } from './store.ts';

export type { StoredEngagement } from './store.ts';

export interface SearchSettings {
  /** The longest span that a search may ask for, in days. */
  readonly maxSearchDays: number;
  /** Whether visitors' IP addresses are shown as their network alone. */
  readonly maskIpAddresses: boolean;
}

/** An engagement that a search found, and its position for going on after it. */
export interface Found {
  readonly engagement: StoredEngagement;
  readonly cursor: string;
}

export type EngagementOperations = ReturnType<typeof createEngagementOperations>;

/** How many a search that goes through all reads at a time. */
const iterateTogether = 200;
const maxIdLength = 512;

export function createEngagementOperations(
  store: EngagementStore,
  clock: Clock,
  { maxSearchDays, maskIpAddresses }: SearchSettings,
) {
  const viewOf = (isStaff: boolean): TextView => ({ isStaff, ipAddresses: !maskIpAddresses });

  /** A line for agents is left out where it is read, so its visibility is always read with it. */
  async function readEngagements(
    caller: Caller,
    ids: readonly string[],
    fields: Fields,
  ): Promise<readonly StoredEngagement[]> {
    const possible = ids.filter(({ length }) => length > 0 && length <= maxIdLength);
    return store.read(caller.tenant, possible, withVisibility(caller, 'lines', fields));
  }

  const countAreas = (tenant: string, { byArea, ...search }: Search) =>
    Promise.all(
      byArea.map(async ({ area, condition }) => ({
        area,
        count: await store.search.count(tenant, {
          ...search,
          byArea: [],
          condition: { kind: 'all', of: [condition, search.condition] },
        }),
      })),
    );

  return {
    readEngagements,

    async readEngagement(caller: Caller, id: string, fields: Fields): Promise<StoredEngagement | null> {
      const [engagement] = await readEngagements(caller, [naturalIdOf('Engagement', id)], fields);
      return engagement ?? null;
    },

    /** What of the page is not read with it, such as facets, is found out when it is asked for. */
    async searchEngagements(
      caller: Caller,
      args: EngagementSearchArguments,
      wanted: ConnectionFields,
    ): Promise<EngagementPage> {
      const { tenant, kind } = caller;
      const view = viewOf(kind !== 'customer');
      const search = readFilter(args.filter, view, { maxDays: maxSearchDays });
      const order = readOrder(args.sort, view);
      const page = readPage(args, order);
      const fields = withVisibility(caller, 'lines', wanted.fields);
      const { request, offset = 0 } = page;
      const once: { count?: Promise<number> } = {};
      const count = () => (once.count ??= store.search.count(tenant, search));
      const [rows, totalCount] = await Promise.all([
        wanted.rows ? store.search.page(tenant, search, { order, request, offset, fields }) : [],
        wanted.totalCount ? count() : undefined,
      ]);
      return toPage(page, order, {
        rows,
        areRead: wanted.rows,
        totalCount,
        edges: wanted.edges,
        count,
        facets: (names) => store.search.facets(tenant, search, names),
        areas: () => countAreas(tenant, search),
        highlights: (engagement) =>
          highlightsOf({ ...engagement, lines: visibleTo(caller, engagement.lines) }, search.keywords),
      });
    },

    /**
     * Everything that a search finds, without holding it, for the centre's own use: an export. By start it may span any time, since it is
     * read in the order of an index.
     * @param after the cursor of the last that is known already
     */
    async *iterateSearch(
      tenant: string,
      filter: EngagementFilter,
      sort?: readonly EngagementSort[] | null,
      after?: string | null,
      fields: Fields = {},
    ): AsyncGenerator<Found> {
      const view = viewOf(true);
      const order = readOrder(sort, view);
      const search = readFilter(filter, view, { maxDays: order.byStart ? undefined : maxSearchDays });
      let { from } = readPageArguments(order.list, order.shape, { after });
      for (;;) {
        const request = { limit: iterateTogether, backwards: false, ...(from === undefined ? {} : { from }) };
        const rows = await store.search.page(tenant, search, {
          order,
          request,
          offset: 0,
          fields,
          patient: true,
        });
        for (const engagement of rows.slice(0, iterateTogether)) {
          from = positionOf(order, engagement);
          yield { engagement, cursor: makeCursor(order.list, from) };
        }
        if (rows.length <= iterateTogether) return;
      }
    },

    /** Records of the source, parsed: new, changed or known. */
    importEngagements: (
      tenant: string,
      records: readonly Omit<StoredEngagement, 'metadata'>[],
    ): Promise<readonly UpsertOutcome[]> => store.upsert(tenant, records, clock.now()),

    /**
     * Keeps the engagement that a live interaction was. It may be called again, at once and by several processes: nothing changes, and
     * what was erased stays erased.
     */
    async recordInteraction(tenant: string, completed: CompletedInteraction): Promise<void> {
      await store.upsert(tenant, [engagementOf(completed)], completed.completedAt);
    },

    /**
     * Takes the visitor out of all engagements, and out of the source's records that were kept beside them. What is left says that
     * the engagement took place; importing it again brings nothing back.
     * @returns how many engagements it was
     */
    eraseVisitor: (tenant: string, visitorId: string): Promise<number> =>
      store.eraseVisitor(tenant, checkedId('visitorId', visitorId), clock.now()),

    /**
     * Makes what engagements are found by anew, where an older version of these rules made it, or none did.
     * @param tenant undefined: of every tenant
     * @returns how many it was
     */
    reindexEngagements: async (
      tenant: string | undefined,
      onProgress: (done: number) => void,
      signal: AbortSignal,
    ): Promise<number> => {
      let done = 0;
      for (const one of tenant === undefined ? await store.tenants() : [tenant])
        for await (const _ of store.reindex(one)) {
          done++;
          if (done % 1000 === 0) onProgress(done);
          if (signal.aborted) return done;
        }
      return done;
    },

    readAllEngagements: (tenant: string, range: Span) => store.readAll(tenant, range),
  };
}
