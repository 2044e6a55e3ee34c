import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges } from 'graphql';
import { bareGraph } from '../support/every-field.ts';

/**
 * The spine is what clients of the finished graph rely on: fixtures/spine.graphql is the contract's copy. What it has and the schema
 * does not have yet is listed here, by the part of the work that brings it. Anything else that is missing, or different, fails.
 * Who brings a group deletes it here.
 */
const toCome: Readonly<Record<string, readonly string[]>> = {
  'a later issue, customers and their timelines': [
    ...[
      'Customer.displayName',
      'Customer.identities',
      'Customer.timeline',
      'CustomerIdentity',
      'IdentityKind',
    ],
    ...['TimelineItem', 'TimelineKind', 'TimelineConnection', 'TimelineEdge'],
    'Chatter.customer',
    'Query.customer',
    'Query.customerByIdentity',
  ],
};

const spine = buildSchema(readFileSync(new URL('../fixtures/spine.graphql', import.meta.url), 'utf8'));

test('going from the spine to the schema breaks no client, but for what is still to come', () => {
  const changes = findBreakingChanges(spine, bareGraph().schema).map(({ description }) => description);
  const expected = Object.values(toCome)
    .flat()
    .map((what) => `${what} was removed.`);
  expect(changes.toSorted()).toEqual(expected.toSorted());
});

test('what two parts of the work bring stands with one of them', () => {
  const all = Object.values(toCome).flat();
  expect(new Set(all).size).toBe(all.length);
});
