import type { FeedSource } from './model.ts';
import { isJsonObject } from '../../kernel/json.ts';

/** A place at which events arrive. It takes the events of one or several sources. */
export type FeedDoor = 'symbee' | 'connect-contact' | 'connect-agent' | 'connect' | 'any';

const sources: Readonly<Record<FeedDoor, readonly [FeedSource, ...FeedSource[]]>> = {
  symbee: ['SYMBEE'],
  'connect-contact': ['CONNECT_CONTACT'],
  'connect-agent': ['CONNECT_AGENT'],
  connect: ['CONNECT_CONTACT', 'CONNECT_AGENT'],
  any: ['SYMBEE', 'CONNECT_CONTACT', 'CONNECT_AGENT'],
};

/** Returns the sources whose events a door takes. */
export const sourcesOf = (door: FeedDoor): readonly [FeedSource, ...FeedSource[]] => sources[door];

const nouns: Readonly<Record<FeedSource, string>> = {
  SYMBEE: 'an event of Symbee Connect',
  CONNECT_CONTACT: 'a contact record of Amazon Connect',
  CONNECT_AGENT: 'an agent event of Amazon Connect',
};

/** Recognizes the source of an event by its keys. */
export function recognizeSource(event: unknown): FeedSource | undefined {
  if (!isJsonObject(event)) return undefined;
  const has = (...keys: readonly string[]) => keys.every((key) => Object.hasOwn(event, key));
  if (has('ActivityType')) return 'SYMBEE';
  if (has('CurrentAgentSnapshot') || has('PreviousAgentSnapshot') || has('AgentARN', 'EventType'))
    return 'CONNECT_AGENT';
  return has('AWSContactTraceRecordFormatVersion') || has('ContactId', 'LastUpdateTimestamp')
    ? 'CONNECT_CONTACT'
    : undefined;
}

/**
 * Returns the source of an event that arrives at a door.
 * @returns `rejected` with the reason if the door does not take the event. The source is then that of its dead letter.
 */
export function admit(
  door: FeedDoor,
  event: unknown,
): { readonly source: FeedSource; readonly rejected?: string } {
  const taken = sourcesOf(door);
  const [first, ...others] = taken;
  const source = recognizeSource(event);
  if (source === undefined) {
    // The parser of a single source names the field that is missing.
    if (others.length === 0 || !isJsonObject(event)) return { source: first };
    return { source: first, rejected: `is none of these: ${taken.map((one) => nouns[one]).join(', ')}` };
  }
  if (taken.includes(source)) return { source };
  return {
    source,
    rejected: `is ${nouns[source]}, and only this is taken here: ${taken.map((one) => nouns[one]).join(', ')}`,
  };
}
