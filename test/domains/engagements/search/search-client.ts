import type { GraphqlError, TestServer } from '../../../support/server.ts';
import { tokenFor } from '../../../support/server.ts';
import { importInto } from '../../../support/importing.ts';
import { recordWith, type Fields } from '../../../fixtures/liveperson/index.ts';

export const day = Date.UTC(2017, 6, 14);
export const span = { from: new Date(day).toISOString(), to: new Date(day + 86_400_000).toISOString() };

/** Returns the parts of a record with one line. */
export const says = (text: string, more: Fields = {}) => ({
  rest: { transcript: { lines: [{ timeL: day, source: 'visitor', textType: 'plain', text, ...more }] } },
});

export interface Page {
  readonly totalCount?: number;
  readonly nodes: readonly { readonly engagementId: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
  readonly pages: null | {
    readonly self: Location;
    readonly next: Location | null;
    readonly last: Location | null;
  };
}
interface Location {
  readonly offset: number;
  readonly limit: number;
}

const query = `query ($filter: EngagementFilter!, $sort: [EngagementSort!], $first: Int, $after: String, $last: Int, $before: String,
    $offset: Int, $limit: Int) {
  engagements(filter: $filter, sort: $sort, first: $first, after: $after, last: $last, before: $before, offset: $offset, limit: $limit) {
    totalCount
    nodes { engagementId }
    pageInfo { hasNextPage hasPreviousPage endCursor }
    pages { self { offset limit } next { offset limit } last { offset limit } }
  }
}`;

/** Creates a tenant and a client that searches it. */
export async function newTenant(server: TestServer, scopes = 'engagement.view') {
  const tenant = `t${Math.random().toString(36).slice(2, 10)}`;
  const token = await tokenFor(scopes, { tenant });
  const page = async (filter: object, rest: object = {}): Promise<Page> =>
    (await server.data<{ engagements: Page }>(query, { filter, ...rest }, token)).engagements;
  return {
    tenant,
    token,
    page,
    /** Imports records with these infos and parts, by id. */
    importing: (records: Readonly<Record<string, { info?: Fields; rest?: Fields }>>) =>
      importInto(
        server.app,
        'liveperson',
        tenant,
        Object.entries(records).map(([engagementId, { info, rest }]) =>
          recordWith({ engagementId, startTimeL: day, ...info }, rest),
        ),
      ),
    /** Returns the ids that a filter within the day matches, in alphabetical order. */
    async found(filter: object, rest: object = {}): Promise<string[]> {
      const { nodes } = await page({ start: span, ...filter }, rest);
      return nodes.map(({ engagementId }) => engagementId).sort();
    },
    async ids(filter: object, rest: object = {}): Promise<string[]> {
      const { nodes } = await page({ start: span, ...filter }, rest);
      return nodes.map(({ engagementId }) => engagementId);
    },
    async refusal(filter: object, rest: object = {}): Promise<GraphqlError['extensions'] | undefined> {
      const { body } = await server.send(query, {
        variables: { filter: { start: span, ...filter }, ...rest },
        token,
      });
      return body.errors?.[0]?.extensions;
    },
  };
}
