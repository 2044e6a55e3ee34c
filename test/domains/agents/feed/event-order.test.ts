import { sortSameInstant } from '../../../../src/domains/agents/feed/event-order.ts';
import { at, permutations, Shift } from './shift.ts';

const idsOf = (changes: readonly { readonly eventId: string }[]) => changes.map(({ eventId }) => eventId);

test('EF-95 changes of one second are sorted so that each continues the previous one, in any order of arrival', () => {
  const { changes } = new Shift('ann').login(0).to(60, 'RESERVING').to(60, 'RESERVED').to(60, 'WORKING');
  const second = changes.slice(1);
  for (const order of permutations(second)) expect(idsOf(sortSameInstant(order))).toEqual(idsOf(second));
});

test('EF-95 repeated transitions within one second form one complete chain', () => {
  const { changes } = new Shift('ann')
    .login(0)
    .to(60, 'RESERVED')
    .to(60, 'IDLE')
    .to(60, 'WORKING')
    .to(60, 'RESERVED');
  const second = changes.slice(1);
  for (const order of permutations(second)) {
    const [first, ...rest] = sortSameInstant(order);
    expect(first?.current.state).toBe('RESERVED');
    let last = first;
    for (const change of rest) {
      expect(change.previous).toEqual(last?.current);
      last = change;
    }
  }
});

test('EF-95 if a change of a second is missing, the others form two sorted chains', () => {
  const { changes } = new Shift('ann')
    .login(0)
    .to(60, 'RESERVING')
    .to(60, 'RESERVED')
    .to(60, 'WORKING')
    .to(60, 'WRAP');
  const second = changes.slice(1);
  for (const [index, lost] of second.entries()) {
    const rest = second.filter((change) => change !== lost);
    for (const order of permutations(rest)) {
      const ordered = sortSameInstant(order);
      expect([index, idsOf(ordered)]).toEqual([index, idsOf(rest)]);
    }
  }
});

test('EF-97 EF-98 a sign-in comes before a sign-out in the same second', () => {
  const { changes } = new Shift('ann').login(60).logout(60);
  for (const order of permutations(changes)) expect(idsOf(sortSameInstant(order))).toEqual(idsOf(changes));
  const next = new Shift('ann', 'ann-2').login(60).changes;
  for (const order of permutations([...new Shift('ann').login(0).logout(60).changes.slice(1), ...next]))
    expect(sortSameInstant(order).map(({ eventType }) => eventType)).toEqual(['LOGOUT', 'LOGIN']);
});

test('changes without a connection are sorted by id', () => {
  const one = { eventId: 'a', eventType: 'X', current: { state: 'IDLE', at: at(1) } };
  const other = { eventId: 'b', eventType: 'Y', current: { state: 'WRAP', at: at(1) } };
  expect(sortSameInstant([other, one])).toEqual([one, other]);
  expect(sortSameInstant([one, other])).toEqual([one, other]);
});

test('many unconnected changes in one second are sorted quickly', () => {
  const many = Array.from({ length: 5000 }, (_, n) => ({
    eventId: `e${String(n).padStart(5, '0')}`,
    eventType: 'STATE_CHANGE',
    current: { state: 'IDLE', at: at(1) },
    previous: { state: 'IDLE', at: at(1) },
  }));
  const few = many.slice(0, 50);
  expect(sortSameInstant(few.toReversed())).toHaveLength(50);
  expect(sortSameInstant(many.toReversed())).toEqual(many);
});
