import { sortSameInstant } from '../../../../src/domains/agents/feed/event-order.ts';
import { at, orders, Shift } from './shift.ts';

const idsOf = (changes: readonly { readonly eventId: string }[]) => changes.map(({ eventId }) => eventId);

test('EF-95 changes of one second are in the order in which each goes on from the other, whichever came first', () => {
  const { changes } = new Shift('ann').login(0).to(60, 'RESERVING').to(60, 'RESERVED').to(60, 'WORKING');
  const second = changes.slice(1);
  for (const order of orders(second)) expect(idsOf(sortSameInstant(order))).toEqual(idsOf(second));
});

test('EF-95 back and forth in one second is one way through', () => {
  const { changes } = new Shift('ann')
    .login(0)
    .to(60, 'RESERVED')
    .to(60, 'IDLE')
    .to(60, 'WORKING')
    .to(60, 'RESERVED');
  const second = changes.slice(1);
  for (const order of orders(second)) {
    const [first, ...rest] = sortSameInstant(order);
    expect(first?.current.state).toBe('RESERVED');
    let last = first;
    for (const change of rest) {
      expect(change.previous).toEqual(last?.current);
      last = change;
    }
  }
});

test('EF-95 where one of a second is missing, the others are in two pieces, each in order', () => {
  const { changes } = new Shift('ann')
    .login(0)
    .to(60, 'RESERVING')
    .to(60, 'RESERVED')
    .to(60, 'WORKING')
    .to(60, 'WRAP');
  const second = changes.slice(1);
  for (const [index, lost] of second.entries()) {
    const rest = second.filter((change) => change !== lost);
    for (const order of orders(rest)) {
      const ordered = sortSameInstant(order);
      expect([index, idsOf(ordered)]).toEqual([index, idsOf(rest)]);
    }
  }
});

test('EF-97 EF-98 who signs in and out in one second has done so in this order', () => {
  const { changes } = new Shift('ann').login(60).logout(60);
  for (const order of orders(changes)) expect(idsOf(sortSameInstant(order))).toEqual(idsOf(changes));
  const next = new Shift('ann', 'ann-2').login(60).changes;
  for (const order of orders([...new Shift('ann').login(0).logout(60).changes.slice(1), ...next]))
    expect(sortSameInstant(order).map(({ eventType }) => eventType)).toEqual(['LOGOUT', 'LOGIN']);
});

test('what nothing leads to and from is in the order of its ids', () => {
  const one = { eventId: 'a', eventType: 'X', current: { state: 'IDLE', at: at(1) } };
  const other = { eventId: 'b', eventType: 'Y', current: { state: 'WRAP', at: at(1) } };
  expect(sortSameInstant([other, one])).toEqual([one, other]);
  expect(sortSameInstant([one, other])).toEqual([one, other]);
});

test('a second with many changes of which nothing leads on takes no time', () => {
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
