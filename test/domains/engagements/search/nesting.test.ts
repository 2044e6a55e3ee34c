import { inBothEngines } from '../../../support/engines.ts';
import { type GraphqlError } from '../../../support/server.ts';
import { newTenant, span } from './search-client.ts';

const names = ['and', 'or', 'not'] as const;
/** Returns the JSON of a filter with `depth` filters inside each other. JSON.stringify would overflow the stack. */
const nested = (depth: number) =>
  `{"start":${JSON.stringify(span)},${'"and":[{'.repeat(depth)}"skillIds":["1"]${'}]'.repeat(depth)}}`;
const query = 'query ($filter: EngagementFilter!) { engagements(filter: $filter) { totalCount } }';

inBothEngines(import.meta.url, (server) => {
  let t: Awaited<ReturnType<typeof newTenant>>;
  beforeEach(async () => {
    t = await newTenant(server());
  });
  /** Sends a body and returns the extensions of the only error and the fastest time of three, in milliseconds. */
  async function refusalOf(body: string) {
    let fastest = Infinity;
    let answer: { data?: unknown; errors?: GraphqlError[] } = {};
    for (let n = 0; n < 3; n++) {
      const began = performance.now();
      const response = await fetch(server().url, {
        method: 'POST',
        headers: { authorization: `Bearer ${t.token}`, 'content-type': 'application/json' },
        body,
      });
      expect(response.status).toBe(200);
      answer = (await response.json()) as typeof answer;
      fastest = Math.min(fastest, performance.now() - began);
    }
    expect(answer.errors).toHaveLength(1);
    return { ms: fastest, ...answer.errors?.[0]?.extensions };
  }
  const withVariable = (filter: string) =>
    refusalOf(`{"query":${JSON.stringify(query)},"variables":{"filter":${filter}}}`);

  test('EH-54 and, or and not nest in each other up to two levels', async () => {
    await t.importing({ a: { info: { skillId: 1 } }, b: { info: { skillId: 2 } } });
    const found = { and: ['a'], or: ['a'], not: ['b'] };
    for (const outer of names)
      for (const inner of names) {
        const one = { [inner]: [{ skillIds: ['1'] }] };
        const isNegated = (outer === 'not') !== (inner === 'not');
        expect(await t.found(one)).toEqual(found[inner]);
        expect([outer, inner, await t.found({ [outer]: [one] })]).toEqual([
          outer,
          inner,
          isNegated ? ['b'] : ['a'],
        ]);
      }
  });

  test.each(names.flatMap((outer) => names.map((middle) => [outer, middle] as const)))(
    'EH-54 a third level inside %s and %s is refused, with the path named',
    async (outer, middle) => {
      for (const inner of names)
        expect(
          await t.refusal({
            [outer]: [{ skillIds: ['1'] }, { [middle]: [{ [inner]: [{ skillIds: ['1'] }] }] }],
          }),
        ).toEqual({
          code: 'BAD_USER_INPUT',
          field: `filter.${outer}[1].${middle}[0].${inner}`,
          reason: 'nests deeper than 2 levels',
        });
    },
  );

  test.each([3, 50, 127])('C13 a variable of %i levels is refused with its path', async (depth) => {
    expect(await withVariable(nested(depth))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'filter.and[0].and[0].and',
    });
  });

  test.each([128, 1000, 3000, 10_000, 25_000])(
    'C13 a variable of %i levels is refused quickly, without an overflow of the stack',
    async (depth) => {
      const { ms, ...extensions } = await withVariable(nested(depth));
      expect(extensions).toEqual({
        code: 'BAD_USER_INPUT',
        field: '$filter',
        reason: 'is nested deeper than 256 levels',
      });
      expect(ms).toBeLessThan(500);
    },
  );

  test('C13 a deeply nested literal is refused quickly', async () => {
    const literal = (depth: number) =>
      `{ engagements(filter: { start: { from: "${span.from}", to: "${span.to}" } ${'and: [{ '.repeat(depth)}skillIds: ["1"]${' }]'.repeat(depth)} }) { totalCount } }`;
    const send = (depth: number) => refusalOf(JSON.stringify({ query: literal(depth) }));
    expect(await send(100)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'filter.and[0].and[0].and',
    });
    const { ms, code } = await send(10_000);
    expect([code, ms < 500]).toEqual(['GRAPHQL_PARSE_FAILED', true]);
  });
});
