import type { Outcome, Result } from './run-mutant.ts';
import { roomNames, roomOf } from './sample.ts';

const count = (results: readonly Result[], ...outcomes: readonly Outcome[]): number =>
  results.filter(({ outcome }) => outcomes.includes(outcome)).length;

/** Returns the share of mutations that tests detect, in percent. */
export const scoreOf = (results: readonly Result[]): number =>
  results.length === 0 ? 100 : Math.round((100 * count(results, 'killed', 'timeout')) / results.length);

/** Returns the results by room as a table in Markdown, and the mutations that no test detects. */
export function toReport(results: readonly Result[]): string {
  const row = (name: string, own: readonly Result[]) =>
    `| ${[
      name.padEnd(12),
      ...([['killed'], ['timeout'], ['survived', 'not covered']] as const).map((outcomes) =>
        String(count(own, ...outcomes)).padStart(8),
      ),
      `${scoreOf(own)} %`.padStart(6),
    ].join(' | ')} |`;
  const rows = roomNames.map((room) =>
    row(
      room,
      results.filter(({ mutation }) => roomOf(mutation) === room),
    ),
  );
  return [
    '| room         |   killed |  timeout | survived |  score |',
    '| ------------ | -------: | -------: | -------: | -----: |',
    ...rows,
    row('all', results),
    '',
    ...results
      .filter(({ outcome }) => outcome === 'survived' || outcome === 'not covered')
      .map((result) => `- ${toLine(result)}`),
    '',
  ].join('\n');
}

/** Returns a result in one line. */
export const toLine = ({
  mutation: { file, line, rule, replacement },
  outcome,
  code,
  killedBy,
  seconds,
}: Result): string =>
  `${outcome}: ${file}:${line} ${rule}${replacement === '' ? '' : ` (${replacement})`}: \`${code}\`` +
  (killedBy === undefined ? '' : ` by ${killedBy}`) +
  ` in ${seconds} s`;
