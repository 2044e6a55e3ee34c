import { ExactNumber, parseJson } from '../../../kernel/json.ts';
import { textHash } from '../../shared/source-record.ts';
import type { FeedActivity, FeedSource } from '../model.ts';
import { activityOf } from '../parse/activity.ts';
import type { EventContent } from '../parse/event.ts';

/** Longer texts are not addresses, numbers, or names of persons. */
export const maxNameLength = 320;
/** A limit per event. In a larger event, the first values count. */
const maxHashes = 2000;
const hashLength = 22;

/** Hashes a lookup value, so that the index of persons contains no personal data. */
const hashOf = (text: string): string => textHash(text).slice(0, hashLength);

/** Hashes a name, an address, or a number of a customer, without letter case, and for numbers by the digits alone. */
export function customerHash(value: string): string {
  const text = value.normalize('NFKC').trim().toLowerCase();
  const digits = text.replaceAll(/[\s().\-/+]/g, '').replace(/^00/, '');
  return hashOf(/^\d{5,}$/.test(digits) ? digits : text);
}

/** Hashes the id of a task without normalization: ids that differ in any character are different tasks. */
export const taskHash = (id: string): string => hashOf(id);

/** Returns the hashes of the customer in an event. Undefined for an event that never contains a customer. */
export function customerHashesOf(content: EventContent): readonly string[] | undefined {
  switch (content.of) {
    case 'task': {
      const { farEndAddress, transferredToAddress, attributes } = content.record;
      return hashesOf([farEndAddress, transferredToAddress, ...valuesIn(attributes)], customerHash);
    }
    case 'contact': {
      const { customerAddress, transferredToAddress, attributes } = content.contact;
      return hashesOf([customerAddress, transferredToAddress, ...valuesIn(attributes)], customerHash);
    }
    case 'chat':
      return hashesOf(
        content.transcript.lines.flatMap(({ member, direction }) =>
          direction === 'OUTBOUND' ? [] : [member],
        ),
        customerHash,
      );
    default:
      return undefined;
  }
}

/** Returns the hashes of all values in a rejected event. Any of them can be a customer or a task, except in events about agents. */
export const hashesInEvent = (source: FeedSource, value: unknown): readonly string[] =>
  agentActivities.has(activityOf(source, value)) ? [] : hashesOf(leavesOf(value), customerHash, taskHash);

const agentActivities: ReadonlySet<FeedActivity | undefined> = new Set<FeedActivity>([
  'WORK_CODES',
  'USER_USAGE',
  'EXTENDED_AGENT_EVENTS',
  'AGENT_EVENT',
]);

/** Returns the hashes of all quoted strings in a text that is not JSON. */
export const hashesInText = (text: string): readonly string[] =>
  hashesOf(
    [...text.matchAll(/["“]([^"“”]*)["”]/g)].map(([, quoted]) => quoted),
    customerHash,
    taskHash,
  );

const valuesIn = (attributes: string | null | undefined): Iterable<unknown> =>
  attributes == null ? [] : leavesOf(parseJson(attributes));

function hashesOf(
  values: Iterable<unknown>,
  ...hashFunctions: readonly ((text: string) => string)[]
): readonly string[] {
  const hashes = new Set<string>();
  for (const value of values) {
    const text = typeof value === 'number' || value instanceof ExactNumber ? String(value) : value;
    if (typeof text === 'string' && text !== '' && text.length <= maxNameLength)
      for (const hash of hashFunctions) hashes.add(hash(text));
    if (hashes.size >= maxHashes) break;
  }
  return [...hashes];
}

function* leavesOf(value: unknown): Generator {
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) yield value;
  else for (const part of Object.values(value)) yield* leavesOf(part);
}
