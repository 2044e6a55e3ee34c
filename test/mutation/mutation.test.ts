import { testsOf, type TestCoverage } from './coverage.ts';
import { mutate, mutationsOf, type Mutation } from './mutations.ts';
import { scoreOf, toReport } from './report.ts';
import type { Outcome, Result } from './run-mutant.ts';
import { roomNames, roomOf, sampleMutations } from './sample.ts';

const mutantsOf = (source: string): readonly string[] =>
  mutationsOf('a.ts', source).map((mutation) => mutate(source, mutation));

test.each<[source: string, mutants: readonly string[]]>([
  ['a === b;', ['a !== b;']],
  ['a < b;', ['a >= b;', 'a <= b;']],
  ['a && b;', ['a || b;', '(b);', '(a);']],
  ['a ?? b;', ['(b);', '(a);']],
  ['a + b;', ['a - b;']],
  ['if (a) b;', ['if ((true as boolean)) b;', 'if ((false as boolean)) b;']],
  ['a = !b;', ['a = b;']],
  ['a = true;', ['a = false;']],
  ['f(1);', [';', 'f((1 + 1));']],
  ['await f();', ['f();', ';']],
  ["a = 'b';", ["a = '';"]],
  ['a = [b];', ['a = [];']],
  ['const f = () => { a; return b; };', ['const f = () => { return undefined as never; a; return b; };']],
])('the mutations of %s are complete', (source, mutants) => {
  expect([...mutantsOf(source)].sort()).toEqual([...mutants].sort());
});

test.each([
  "import { a } from 'b';",
  "type A = 'b' | true;",
  "interface A { readonly b: 'c' }",
  "throw new Error('a text for people');",
  "throw invalid('field', 'a reason');",
])('%s has no mutation, because it would not change what the program does', (source) => {
  expect(mutantsOf(source)).toEqual([]);
});

test('a sample depends on its seed, and has the same number of mutations of each room', () => {
  const sample = sampleMutations('.', 2 * roomNames.length, 'one');
  expect(sampleMutations('.', 2 * roomNames.length, 'one')).toEqual(sample);
  expect(sampleMutations('.', 2 * roomNames.length, 'two')).not.toEqual(sample);
  expect(sample.map(roomOf).sort()).toEqual(roomNames.flatMap((room) => [room, room]).sort());
});

test('a mutation runs the test files that execute its position, the shortest first, and those without a record', () => {
  const coverageOf = (test: string, ms: number, ranges: TestCoverage['files'][string]): TestCoverage => ({
    test,
    ms,
    files: { 'src/a.ts': ranges },
  });
  const coverage = [
    coverageOf('long', 20, [[0, 100, 1]]),
    coverageOf('short', 10, [[10, 50, 1]]),
    coverageOf('in another branch', 5, [
      [0, 100, 1],
      [10, 50, 0],
    ]),
    { test: 'elsewhere', ms: 1, files: {} },
  ];
  const tests = [...coverage.map(({ test }) => test), 'not recorded'];
  const testsAt = (start: number, isTopLevel: boolean) =>
    testsOf(coverage, tests, { file: 'src/a.ts', start, isTopLevel }).map(({ test }) => test);
  expect(testsAt(20, false)).toEqual(['short', 'long', 'not recorded']);
  expect(testsAt(60, false)).toEqual(['in another branch', 'long', 'not recorded']);
  expect(testsAt(20, true)).toEqual(['in another branch', 'short', 'long', 'not recorded']);
});

test('a report counts the results by room and names the mutations that no test detects', () => {
  const mutation: Mutation = {
    file: 'src/auth/a.ts',
    rule: 'remove the call',
    start: 0,
    end: 4,
    replacement: ';',
    line: 7,
    isTopLevel: false,
  };
  const resultOf = (outcome: Outcome): Result => ({
    mutation,
    outcome,
    code: 'f();',
    killedBy: undefined,
    seconds: 3,
  });
  const results = (['killed', 'timeout', 'survived', 'not covered'] as const).map(resultOf);
  expect(scoreOf(results)).toBe(50);
  const report = toReport(results);
  expect(report).toContain('| auth         |        1 |        1 |        2 |   50 % |');
  expect(report).toContain('- survived: src/auth/a.ts:7 remove the call (;): `f();` in 3 s');
  expect(report).toContain('- not covered: src/auth/a.ts:7');
});
