import { formatPath } from '../../../intake/index.ts';
import type { Rejected } from '../../shared/import-batch.ts';
import { customerHashesOf } from '../erasure/lookup-hashes.ts';
import { eventIdOf } from '../identity.ts';
import type { EventIssue, FeedEventRecord, FeedSource } from '../model.ts';
import { parseConnectAgentEvent } from '../parse/connect-agent-event.ts';
import { parseContactRecord } from '../parse/contact-record.ts';
import type { EventContent, ParsedEvent } from '../parse/event.ts';
import { EventFault, type FieldIssue } from '../parse/fields.ts';
import { parseSymbeeEvent } from '../parse/symbee.ts';

/** A received event: its text, and its JSON value. */
export interface RawEvent {
  readonly text: string;
  readonly value: unknown;
}

/** A valid event. */
export interface IncomingEvent {
  readonly event: FeedEventRecord;
  /** The latest time in the event. */
  readonly latest: Date;
  readonly content: EventContent;
}

/** MongoDB documents can have 16 MiB. The events of the feeds have up to 1 MiB. */
export const maxEventBytes = 1024 * 1024;
/** Clocks differ, and delivery takes time. */
const toleratedAheadMs = 60_000;
/** The limit of the file reader, too. Events of the sources are less deep. */
const maxDepth = 200;

const parsers: Readonly<Record<FeedSource, (value: unknown) => ParsedEvent>> = {
  SYMBEE: parseSymbeeEvent,
  CONNECT_CONTACT: parseContactRecord,
  CONNECT_AGENT: parseConnectAgentEvent,
};

export const isTooLarge = ({ text }: Pick<RawEvent, 'text'>): boolean =>
  text.length > maxEventBytes || (text.length > maxEventBytes / 3 && Buffer.byteLength(text) > maxEventBytes);

export const tooLarge: Rejected = {
  rejected: { path: [], reason: `is larger than ${maxEventBytes} bytes` },
};

export const isTooDeep = (value: unknown, left = maxDepth): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.values(value).some((part) => isTooDeep(part, left - 1)));

export const tooDeep: Rejected = {
  rejected: { path: [], reason: `is nested deeper than ${maxDepth} levels` },
};

/** An event with a thousand odd values has no more to say than one with a hundred. */
const maxIssues = 100;

/** Parses an event. @returns the reason if it is invalid */
export function parseEvent(
  source: FeedSource,
  raw: RawEvent,
  { receivedAt, arrival }: Pick<FeedEventRecord, 'receivedAt' | 'arrival'>,
): IncomingEvent | Rejected {
  try {
    const { activityType, namespace, at, latest, about, content, issues } = parsers[source](raw.value);
    const customers = customerHashesOf(content);
    return {
      event: {
        eventId: eventIdOf(source, raw.value),
        source,
        activityType,
        ...namespace,
        at,
        receivedAt,
        arrival,
        isAhead: latest.getTime() > receivedAt.getTime() + toleratedAheadMs,
        text: raw.text,
        ...(about.length === 0 ? {} : { about }),
        ...(issues.length === 0 ? {} : { issues: issues.slice(0, maxIssues).map(toEventIssue) }),
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

const toEventIssue = ({ path, reason }: FieldIssue): EventIssue => ({ field: formatPath(path), reason });
