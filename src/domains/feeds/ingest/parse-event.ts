import type { Rejected } from '../../shared/import-batch.ts';
import { customerHashesOf } from '../erasure/lookup-hashes.ts';
import { eventIdOf } from '../identity.ts';
import type { FeedEventRecord, FeedSource } from '../model.ts';
import { parseConnectAgentEvent } from '../parse/connect-agent-event.ts';
import { parseContactRecord } from '../parse/contact-record.ts';
import type { EventContent, ParseEvent } from '../parse/event.ts';
import { EventFault } from '../parse/fields.ts';
import { parseSymbeeEvent } from '../parse/symbee.ts';

/** An event as it came: its text, and what that is as JSON. */
export interface RawEvent {
  readonly text: string;
  readonly value: unknown;
}

/** An event that can be taken. */
export interface IncomingEvent {
  readonly event: FeedEventRecord;
  readonly latest: Date;
  readonly content: EventContent;
}

/** Of one more nothing is kept: MongoDB's documents end at 16 MiB, and the feeds' own at 1. */
const maxEventBytes = 1024 * 1024;
/** Clocks differ, and an event is on its way for a while: less than this ahead is nothing odd. */
const toleratedAheadMs = 60_000;

const parsers: Readonly<Record<FeedSource, ParseEvent>> = {
  SYMBEE: parseSymbeeEvent,
  CONNECT_CONTACT: parseContactRecord,
  CONNECT_AGENT: parseConnectAgentEvent,
};

export const isTooLarge = ({ text }: Pick<RawEvent, 'text'>): boolean =>
  text.length > maxEventBytes || (text.length > maxEventBytes / 3 && Buffer.byteLength(text) > maxEventBytes);

export const tooLarge: Rejected = {
  rejected: { path: [], reason: `is larger than ${maxEventBytes} bytes` },
};

/** As deep as the readers of files go. Deeper than anything that a source sends. */
const maxDepth = 200;

/** Goes no deeper than is allowed itself. */
export const isTooDeep = (value: unknown, left = maxDepth): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.values(value).some((part) => isTooDeep(part, left - 1)));

export const tooDeep: Rejected = {
  rejected: { path: [], reason: `is nested deeper than ${maxDepth} times` },
};

/** What an event says, or why it cannot be taken. */
export function parseEvent(source: FeedSource, given: RawEvent, receivedAt: Date): IncomingEvent | Rejected {
  try {
    const { activityType, owner, at, latest, about, content } = parsers[source](given.value);
    const customers = customerHashesOf(content);
    return {
      event: {
        eventId: eventIdOf(source, given.value),
        source,
        activityType,
        ...owner,
        at,
        receivedAt,
        isAhead: latest.getTime() > receivedAt.getTime() + toleratedAheadMs,
        text: given.text,
        ...(about.length === 0 ? {} : { about }),
        ...(customers === undefined ? {} : { customers }),
        ...(content.of === 'work code' ? { workCode: content.workCode } : {}),
      },
      latest,
      content,
    };
  } catch (error) {
    if (error instanceof EventFault) return { rejected: { path: error.path, reason: error.reason } };
    throw error;
  }
}
