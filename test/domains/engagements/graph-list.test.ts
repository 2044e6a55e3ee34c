import { inBothEngines } from '../../support/engines.ts';
import { importInto } from '../../support/importing.ts';
import { openProfiler } from '../../support/profiler.ts';
import { tokenFor } from '../../support/server.ts';

interface Page {
  readonly nodes: readonly { readonly engagementId: string }[];
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly engagementId: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const day = Date.UTC(2017, 6, 14);
const span = { from: new Date(day).toISOString(), to: new Date(day + 86_400_000).toISOString() };
const list = `query ($span: DateTimeRange!, $first: Int, $after: String, $last: Int, $before: String) {
  engagements(filter: { start: $span }, first: $first, after: $after, last: $last, before: $before) {
    nodes { engagementId }
    edges { cursor node { engagementId } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const profiler = openProfiler(import.meta.url);
afterAll(() => profiler.close());

inBothEngines(import.meta.url, (server) => {
  let tenant: string;
  let token: string;
  let count = 0;
  beforeEach(async () => {
    tenant = `t${count++}-${Math.random().toString(36).slice(2, 8)}`;
    token = await tokenFor('engagement.view', { tenant });
  });
  /** Engagements by id, with the start in milliseconds of the day. */
  const importing = (starts: Readonly<Record<string, number>>, ofTenant = tenant) =>
    importInto(
      server().app,
      'liveperson',
      ofTenant,
      Object.entries(starts).map(([engagementId, start]) => ({
        info: { engagementId, startTimeL: day + start },
      })),
    );
  const page = async (variables: Record<string, unknown> = {}): Promise<Page> =>
    (await server().data<{ engagements: Page }>(list, { span, ...variables }, token)).engagements;
  const ids = ({ nodes }: Page) => nodes.map(({ engagementId }) => engagementId);

  test('the newest engagement comes first; the greater id decides between equal starts', async () => {
    await importing({ b: 5, a: 5, old: 1, z: 5, new: 9 });
    await importing({ foreign: 5 }, 'other');
    expect(ids(await page())).toEqual(['new', 'z', 'b', 'a', 'old']);
  });

  test('the start of a span is inclusive, the end exclusive', async () => {
    await importing({ before: -1, first: 0, last: 86_399_999, after: 86_400_000 });
    expect(ids(await page())).toEqual(['last', 'first']);
  });

  test.each([
    ['forwards', 'first', 'after', 'endCursor', 'hasNextPage'],
    ['backwards', 'last', 'before', 'startCursor', 'hasPreviousPage'],
  ] as const)(
    '%s every engagement is on one page, in the order of the list',
    async (_, size, from, edge, more) => {
      await importing(Object.fromEntries(Array.from({ length: 11 }, (__, n) => [`e${n}`, n % 3])));
      const whole = ids(await page());
      expect(whole).toHaveLength(11);
      const pages: string[][] = [];
      let cursor: string | null = null;
      for (let reading = true; reading;) {
        const read: Page = await page({ [size]: 4, [from]: cursor });
        pages.push(ids(read));
        expect(read.edges.map(({ node }) => node)).toEqual(read.nodes);
        expect([read.edges[0]?.cursor, read.edges.at(-1)?.cursor]).toEqual([
          read.pageInfo.startCursor,
          read.pageInfo.endCursor,
        ]);
        cursor = read.pageInfo[edge];
        reading = read.pageInfo[more];
      }
      expect(pages.map(({ length }) => length)).toEqual([4, 4, 3]);
      expect((size === 'first' ? pages : pages.reverse()).flat()).toEqual(whole);
    },
  );

  test('an engagement that arrives between two pages shifts neither of them', async () => {
    await importing({ a: 1, b: 2, c: 3, d: 4 });
    const first = await page({ first: 2 });
    await importing({ e: 5, bb: 2 });
    const second = await page({ first: 2, after: first.pageInfo.endCursor });
    expect([ids(first), ids(second)]).toEqual([
      ['d', 'c'],
      ['bb', 'b'],
    ]);
  });

  test('an empty page has no cursors and no neighbours', async () => {
    expect(await page()).toEqual({
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  test.each([
    [{ filter: {} }, 'BAD_USER_INPUT', 'filter.start'],
    [{ filter: { start: null } }, 'BAD_USER_INPUT', 'filter.start'],
    [{ filter: { start: { from: span.to, to: span.from } } }, 'BAD_USER_INPUT', 'filter.start.from'],
    [{ first: 101 }, 'BAD_USER_INPUT', 'first'],
    [{ last: -1 }, 'BAD_USER_INPUT', 'last'],
    [{ first: 1, last: 1 }, 'BAD_USER_INPUT', 'last'],
    [{ last: 1, after: 'x' }, 'BAD_USER_INPUT', 'after'],
    [{ first: 1, before: 'x' }, 'BAD_USER_INPUT', 'before'],
    [{ after: '' }, 'BAD_CURSOR', 'after'],
    [{ before: 'nonsense' }, 'BAD_CURSOR', 'before'],
    [{ after: cursor('["chatTranscripts",1,"a"]') }, 'BAD_CURSOR', 'after'],
    [{ after: cursor('["engagements",1]') }, 'BAD_CURSOR', 'after'],
    [{ after: cursor('["engagements","1","a"]') }, 'BAD_CURSOR', 'after'],
    [{ after: cursor('["engagements",1e300,"a"]') }, 'BAD_CURSOR', 'after'],
    [{ after: cursor('["engagements",1e999,"a"]') }, 'BAD_CURSOR', 'after'],
    [{ after: cursor('["engagements",{"$gt":1},"a"]') }, 'BAD_CURSOR', 'after'],
  ])(
    'a list with the arguments %j is refused with the name of the argument',
    async (variables, code, field) => {
      const { body } = await server().send(
        `query ($filter: EngagementFilter!, $first: Int, $after: String, $last: Int, $before: String) {
        engagements(filter: $filter, first: $first, after: $after, last: $last, before: $before) { nodes { id } }
      }`,
        { variables: { filter: { start: span }, ...variables }, token },
      );
      expect(body).toMatchObject({
        data: { engagements: null },
        errors: [{ path: ['engagements'], extensions: { code, field } }],
      });
    },
  );

  test('a list without a filter is an invalid operation', async () => {
    const { body } = await server().send('{ engagements { nodes { id } } }', { token });
    expect(body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  describe('the total count', () => {
    const selecting = (selection: string) =>
      server().data(
        `query ($span: DateTimeRange!) { engagements(filter: { start: $span }, first: 2) { ${selection} } }`,
        { span },
        token,
      );
    const commands = async (selection: string) =>
      (await profiler.during(() => selecting(selection))).map(({ command }) => command);

    test('counts all matches of the filter, independent of the page', async () => {
      await importing({ a: 1, b: 2, c: 3, outside: -1 });
      expect(await selecting('totalCount nodes { engagementId }')).toEqual({
        engagements: { totalCount: 3, nodes: [{ engagementId: 'c' }, { engagementId: 'b' }] },
      });
    });

    test('is computed only if it is selected, and no rows are read for it alone', async () => {
      await importing({ a: 1, b: 2 });
      expect(await commands('nodes { engagementId }')).toEqual(['find']);
      expect(await commands('pageInfo { endCursor }')).toEqual(['find']);
      expect(await commands('edges { cursor }')).toEqual(['find']);
      expect(await commands('totalCount')).toEqual(['aggregate']);
      expect(await commands('__typename')).toEqual([]);
      expect((await commands('totalCount nodes { duration }')).sort()).toEqual(['aggregate', 'find']);
    });
  });
});

function cursor(text: string): string {
  return Buffer.from(text).toString('base64url');
}
