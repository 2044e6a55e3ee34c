import type { Caller } from '../../auth/index.ts';
import { bind } from '../../kernel/bind.ts';
import type { Clock } from '../../kernel/clock.ts';
import { checkedId, naturalIdOf } from '../../kernel/global-id.ts';
import { makeCursor, readPageArguments } from '../../kernel/paging.ts';
import type { Span, UpsertOutcome } from '../../storage/index.ts';
import type { CompletedInteraction } from '../shared/completed-interaction.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import { visibleTo, withVisibility } from '../shared/visibility.ts';
import { engagementFromInteraction } from './from-interaction.ts';
import type { TextView } from './search/areas.ts';
import type { EngagementFilter, EngagementSearchArguments } from './search/arguments.ts';
import { highlightsOf } from './search/highlights.ts';
import { positionOf, readOrder, type EngagementSort } from './search/order.ts';
import { readPage, toPage, type EngagementPage } from './search/page.ts';
import { readFilter, type Search } from './search/read-filter.ts';
import type { EngagementStore, StoredEngagement } from './store.ts';

export type { StoredEngagement } from './store.ts';

export interface SearchSettings {
  /** The longest span of a search, in days. */
  readonly maxSearchDays: number;
  /** Whether visitors' IP addresses are shown as their network only. */
  readonly maskIpAddresses: boolean;
}

interface Dependencies {
  readonly store: EngagementStore;
  readonly clock: Clock;
  readonly settings: SearchSettings;
}

/** An engagement in a search result, and the cursor after it. */
interface SearchResult {
  readonly engagement: StoredEngagement;
  readonly cursor: string;
}

export type EngagementOperations = ReturnType<typeof createEngagementOperations>;

export const createEngagementOperations = (store: EngagementStore, clock: Clock, settings: SearchSettings) =>
  bind(
    { store, clock, settings },
    {
      readEngagements,
      readEngagement,
      searchEngagements,
      iterateSearch,
      importEngagements,
      recordInteraction,
      eraseVisitor,
      readAllEngagements,
    },
  );

/** Number of engagements that `iterateSearch` reads at a time. */
const iterationBatch = 200;
const maxIdLength = 512;

/** Reads engagements by id, in any order. Lines for agents are filtered by the resolver, so their visibility is always read. */
async function readEngagements(
  { store }: Dependencies,
  caller: Caller,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly StoredEngagement[]> {
  const validIds = ids.filter(({ length }) => length > 0 && length <= maxIdLength);
  return store.read(caller.tenant, validIds, withVisibility(caller, 'lines', fields));
}

async function readEngagement(
  deps: Dependencies,
  caller: Caller,
  id: string,
  fields: Fields,
): Promise<StoredEngagement | null> {
  const [engagement] = await readEngagements(deps, caller, [naturalIdOf('Engagement', id)], fields);
  return engagement ?? null;
}

/** Returns a page of a search. Parts that are not read with the rows, such as facets, are computed when a resolver requests them. */
async function searchEngagements(
  { store, settings }: Dependencies,
  caller: Caller,
  args: EngagementSearchArguments,
  wanted: ConnectionFields,
): Promise<EngagementPage> {
  const { tenant, kind } = caller;
  const view = viewOf(settings, kind !== 'customer');
  const search = readFilter(args.filter, view, { maxDays: settings.maxSearchDays });
  const order = readOrder(args.sort, view);
  const page = readPage(args, order);
  const fields = withVisibility(caller, 'lines', wanted.fields);
  const { request, offset = 0 } = page;
  let counting: Promise<number> | undefined;
  const count = () => (counting ??= store.search.count(tenant, search));
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
    areas: () => countAreas(store, tenant, search),
    highlights: (engagement) =>
      highlightsOf({ ...engagement, lines: visibleTo(caller, engagement.lines) }, search.keywords),
  });
}

const viewOf = ({ maskIpAddresses }: SearchSettings, isStaff: boolean): TextView => ({
  isStaff,
  ipAddresses: !maskIpAddresses,
});

const countAreas = (store: EngagementStore, tenant: string, { byArea, ...search }: Search) =>
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

/**
 * Iterates over all results of a search, with the view of staff. A search in the order of start times has no limit of its span, since an
 * index has this order.
 * @param after cursor of the last result that is already known
 */
async function* iterateSearch(
  { store, settings }: Dependencies,
  tenant: string,
  filter: EngagementFilter,
  sort?: readonly EngagementSort[] | null,
  after?: string | null,
  fields: Fields = {},
): AsyncGenerator<SearchResult> {
  const view = viewOf(settings, true);
  const order = readOrder(sort, view);
  const search = readFilter(filter, view, { maxDays: order.byStart ? undefined : settings.maxSearchDays });
  let { from } = readPageArguments(order.list, order.shape, { after });
  for (;;) {
    const request = { limit: iterationBatch, backwards: false, ...(from === undefined ? {} : { from }) };
    const rows = await store.search.page(tenant, search, {
      order,
      request,
      offset: 0,
      fields,
      isUnbounded: true,
    });
    for (const engagement of rows.slice(0, iterationBatch)) {
      from = positionOf(order, engagement);
      yield { engagement, cursor: makeCursor(order.list, from) };
    }
    if (rows.length <= iterationBatch) return;
  }
}

/** Stores parsed source records. */
const importEngagements = (
  { store, clock }: Dependencies,
  tenant: string,
  records: readonly Omit<StoredEngagement, 'metadata'>[],
): Promise<readonly UpsertOutcome[]> => store.upsert(tenant, records, clock.now());

/**
 * Stores the engagement of a completed interaction. Idempotent, also across processes: an erased engagement stays erased.
 */
async function recordInteraction(
  { store }: Dependencies,
  tenant: string,
  completed: CompletedInteraction,
): Promise<void> {
  await store.upsert(tenant, [engagementFromInteraction(completed)], completed.completedAt);
}

/**
 * Erases a visitor from all engagements and their source records. The fact that the engagement took place remains. A repeated import
 * restores nothing.
 * @returns the number of erased engagements
 */
const eraseVisitor = ({ store, clock }: Dependencies, tenant: string, visitorId: string): Promise<number> =>
  store.eraseVisitor(tenant, checkedId('visitorId', visitorId), clock.now());

/** Iterates over all engagements that start in the span, oldest first. */
const readAllEngagements = (
  { store }: Dependencies,
  tenant: string,
  range: Span,
): AsyncIterable<StoredEngagement> => store.readAll(tenant, range);
