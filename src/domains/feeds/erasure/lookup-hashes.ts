import { textHash } from '../../shared/source-record.ts';
import type { FeedActivity, FeedSource } from '../model.ts';
import { activityOf } from '../parse/activity.ts';
import type { EventContent } from '../parse/event.ts';

/** What is longer is nobody's address, number or name. */
export const maxNameLength = 320;
/** A broken event may be anything: of one with more in it, what stands first. */
const maxNames = 2000;
const hashLength = 22;

/** Of what is kept to find a person by, a hash: it is not one more place where the person stands. */
const hashed = (text: string): string => textHash(text).slice(0, hashLength);

/** What a customer is called, as it is looked for: addresses in any case, numbers by their digits. */
export function customerHash(value: string): string {
  const text = value.normalize('NFKC').trim().toLowerCase();
  const digits = text.replaceAll(/[\s().\-/+]/g, '').replace(/^00/, '');
  return hashed(/^\d{5,}$/.test(digits) ? digits : text);
}

/** Two ids that differ in anything are two tasks. */
export const taskHash = (id: string): string => hashed(id);

/** What an event calls a customer. @returns undefined for what tells of none */
export function customerHashesOf(content: EventContent): readonly string[] | undefined {
  switch (content.of) {
    case 'task': {
      const { farEndAddress, transferredToAddress, attributes } = content.record;
      return namesIn([farEndAddress, transferredToAddress, ...mapped(attributes)], customerHash);
    }
    case 'contact': {
      const { customerAddress, transferredToAddress, attributes } = content.contact;
      return namesIn([customerAddress, transferredToAddress, ...mapped(attributes)], customerHash);
    }
    case 'chat': {
      const { lines } = content.transcript;
      return namesIn(
        lines.flatMap(({ member, direction }) => (direction === 'OUTBOUND' ? [] : [member])),
        customerHash,
      );
    }
    default:
      return undefined;
  }
}

/** All that may be a name in what could not be taken, and all that may be a task's. What tells of agents alone has none. */
export const hashesInEvent = (source: FeedSource, value: unknown): readonly string[] =>
  ofAgents.has(activityOf(source, value)) ? [] : namesIn(leavesOf(value), customerHash, taskHash);

const ofAgents: ReadonlySet<FeedActivity | undefined> = new Set<FeedActivity>([
  'WORK_CODES',
  'USER_USAGE',
  'EXTENDED_AGENT_EVENTS',
  'AGENT_EVENT',
]);

/** The same of what is no JSON: whatever stands between quotes. */
export const hashesInText = (text: string): readonly string[] =>
  namesIn(
    [...text.matchAll(/["“]([^"“”]*)["”]/g)].map(([, name]) => name),
    customerHash,
    taskHash,
  );

const mapped = (attributes: string | null | undefined): Iterable<unknown> =>
  attributes == null ? [] : leavesOf(JSON.parse(attributes));

function namesIn(
  values: Iterable<unknown>,
  ...namings: readonly ((text: string) => string)[]
): readonly string[] {
  const names = new Set<string>();
  for (const value of values) {
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && text !== '' && text.length <= maxNameLength)
      for (const naming of namings) names.add(naming(text));
    if (names.size >= maxNames) break;
  }
  return [...names];
}

function* leavesOf(value: unknown): Generator {
  if (typeof value !== 'object' || value === null) yield value;
  else for (const part of Object.values(value)) yield* leavesOf(part);
}
