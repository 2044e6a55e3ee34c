import { readFileSync } from 'node:fs';
import { machine, statusMessages } from '../../src/domains/interactions/model/index.ts';
import { refused } from '../../src/domains/shared/outcome.ts';

const page = readFileSync(new URL('../../docs/interactions.md', import.meta.url), 'utf8');
const rows = (pattern: RegExp) =>
  [...page.matchAll(pattern)].map(([, ...cells]) => cells.map((cell: string | undefined) => cell?.trim()));

test('CH-16 docs/interactions.md lists every status with its code and meaning', () => {
  expect(rows(/^\| (\d+) +\| `(\w+)` +\| (.+?) +\|$/gm)).toEqual(
    (Object.keys(statusMessages) as (keyof typeof statusMessages)[]).map((status) => {
      const { [status]: message } = statusMessages;
      return [String(refused({ status, message }).statusCode), status, message];
    }),
  );
});

test('docs/interactions.md lists the operations of the state machine with their roles and statuses', () => {
  const roleNames = { CUSTOMER: 'customer', AGENT: 'agent' };
  expect(rows(/^\| `(\w+)` +\| ([a-z][a-z ,]+?) +\| ([A-Z, ]+?) +\| (yes)? *\|$/gm)).toEqual(
    Object.entries(machine).map(([name, rule]) => [
      name,
      rule.who === 'offered'
        ? 'an agent it is offered to'
        : rule.who.map((role) => roleNames[role]).join(', '),
      rule.from.join(', '),
      rule.chatOnly ? 'yes' : undefined,
    ]),
  );
});

test('the diagram of docs/interactions.md has only transitions of the state machine', () => {
  const transitions = new Map<string, Set<string>>();
  for (const { from, to } of Object.values(machine))
    for (const state of from) transitions.set(state, new Set([...(transitions.get(state) ?? []), ...to]));
  transitions.get('QUEUED')?.add('ALERTING');
  for (const [from = '', to = ''] of rows(/^ {2}([A-Z]+) --> ([A-Z]+):/gm))
    expect([...(transitions.get(from) ?? [])]).toContain(to);
});
