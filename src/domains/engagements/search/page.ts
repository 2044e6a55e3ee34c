import DataLoader from 'dataloader';
import { invalid } from '../../../kernel/errors.ts';
import {
  makeCursor,
  pageSize,
  readPageArguments,
  toConnection,
  type Connection,
  type PageRequest,
} from '../../../kernel/paging.ts';
import type { StoredEngagement } from '../store.ts';
import type { KeywordArea } from './areas.ts';
import type { EngagementSearchArguments } from './arguments.ts';
import type { FacetName, FacetRow } from './facets.ts';
import type { EngagementHighlight } from './highlights.ts';
import { positionOf, type SearchOrder } from './order.ts';

/** A requested page. Paging by number has an offset, paging by cursor has none. */
export interface SearchPage {
  readonly request: PageRequest;
  readonly offset: number | undefined;
}

export interface PageLocation {
  readonly offset: number;
  readonly limit: number;
}

/** Locations of other pages. The count is read only when a resolver requests it. */
export interface EngagementPages {
  readonly self: PageLocation;
  next(): Promise<PageLocation | null>;
  last(): Promise<PageLocation | null>;
}

export interface EngagementFacets {
  count(name: FacetName, first?: number): Promise<readonly FacetRow[]>;
  days(timeZone: string): Promise<readonly FacetRow[]>;
  areas(): Promise<readonly FacetRow[]>;
}

export interface EngagementEdge {
  readonly cursor: string;
  readonly node: StoredEngagement;
  highlights(): readonly EngagementHighlight[];
}

export interface EngagementPage extends Connection<StoredEngagement> {
  readonly edges: readonly EngagementEdge[];
  readonly pages: EngagementPages | null;
  readonly facets: EngagementFacets;
}

const maxOffset = 100_000;

/** @throws BAD_USER_INPUT or BAD_CURSOR with the argument */
export function readPage(args: EngagementSearchArguments, order: SearchOrder): SearchPage {
  const { offset, limit } = args;
  if (offset == null && limit == null)
    return { request: readPageArguments(order.list, order.shape, args), offset: undefined };
  for (const name of ['first', 'after', 'last', 'before'] as const)
    if (args[name] != null)
      throw invalid(
        name,
        `pages by cursor, and ${offset == null ? 'limit' : 'offset'} by number: give one or the other`,
      );
  const from = offset ?? 0;
  if (from < 0 || from > maxOffset)
    throw invalid(
      'offset',
      `is ${from}, and may be 0 to ${maxOffset}; further on, page by cursor: first and after`,
    );
  return { request: { limit: pageSize('limit', limit), backwards: false }, offset: from };
}

export interface PageParts {
  readonly rows: readonly StoredEngagement[];
  /** Whether rows were read. */
  readonly areRead: boolean;
  readonly totalCount: number | undefined;
  readonly edges: boolean;
  readonly count: () => Promise<number>;
  readonly facets: (names: readonly FacetName[]) => Promise<readonly (readonly FacetRow[])[]>;
  readonly areas: () => Promise<readonly { readonly area: KeywordArea; readonly count: number }[]>;
  readonly highlights: (engagement: StoredEngagement) => readonly EngagementHighlight[];
}

export function toPage(
  { request, offset }: SearchPage,
  order: SearchOrder,
  parts: PageParts,
): EngagementPage {
  const { rows, totalCount, highlights } = parts;
  const cursorOf = (engagement: StoredEngagement) => makeCursor(order.list, positionOf(order, engagement));
  const connection = toConnection(request, { rows, totalCount }, cursorOf, parts);
  const facets = new DataLoader<FacetName, readonly FacetRow[]>(parts.facets);
  return {
    ...connection,
    edges: connection.edges.map(({ cursor, node }) => {
      let known: readonly EngagementHighlight[] | undefined;
      return { cursor, node, highlights: () => (known ??= highlights(node)) };
    }),
    pageInfo:
      offset === undefined ? connection.pageInfo : { ...connection.pageInfo, hasPreviousPage: offset > 0 },
    pages: offset === undefined ? null : pagesOf(offset, request.limit, parts),
    facets: {
      async count(name, first) {
        const size = first === undefined ? undefined : pageSize('first', first);
        return (await facets.load(name)).slice(0, size);
      },
      days: async (timeZone) => facets.load(`days ${canonicalTimeZone('timeZone', timeZone)}`),
      areas: async () => (await parts.areas()).map(({ area, count }) => ({ value: area, count })),
    },
  };
}

/** @throws BAD_USER_INPUT for an unknown time zone */
function canonicalTimeZone(field: string, timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    throw invalid(
      field,
      `is ${JSON.stringify(timeZone.slice(0, 64))}, and may be a name such as Europe/Berlin or an offset such as +02:00`,
    );
  }
}

function pagesOf(offset: number, limit: number, { rows, areRead, count }: PageParts): EngagementPages {
  const self = { offset, limit };
  // With a limit of 0, no page is the next or the last.
  if (limit === 0) return { self, next: () => Promise.resolve(null), last: () => Promise.resolve(null) };
  // Beyond the maximum offset, clients page by cursor.
  const at = (position: number) => (position > maxOffset ? null : { offset: position, limit });
  return {
    self,
    next: async () =>
      (areRead ? rows.length > limit : offset + limit < (await count())) ? at(offset + limit) : null,
    last: async () => {
      const total = await count();
      return total > limit ? at(Math.floor((total - 1) / limit) * limit) : null;
    },
  };
}
