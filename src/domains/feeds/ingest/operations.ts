import type { Caller } from '../../../auth/index.ts';
import { formatPath, type BrokenRecord, type ExportRange } from '../../../intake/index.ts';
import { bind } from '../../../kernel/bind.ts';
import { invalid } from '../../../kernel/errors.ts';
import { yieldToRequests } from '../../../kernel/event-loop.ts';
import { toGlobalId } from '../../../kernel/global-id.ts';
import { parseJson } from '../../../kernel/json.ts';
import type { Rejected } from '../../shared/import-batch.ts';
import { rejectedFields } from '../dead-letters/operations.ts';
import type { FeedDependencies } from '../dependencies.ts';
import { admit, type FeedDoor } from '../doors.ts';
import { addDeadLetters } from '../erasure/erasure-checks.ts';
import { hashesInEvent, hashesInText } from '../erasure/lookup-hashes.ts';
import { readDisabledTypes } from '../event-type-settings/operations.ts';
import { brokenRecordIdOf, eventIdOf } from '../identity.ts';
import { type DeadLetterRecord, type FeedSource, type RejectionCode, checkCanSeeFeeds } from '../model.ts';
import { storeAuthorized, type EventRejection } from './authorize.ts';
import {
  isTooDeep,
  isTooLarge,
  parseEvent,
  tooDeep,
  tooLarge,
  type IncomingEvent,
  type RawEvent,
} from './parse-event.ts';
import type { EventOutcome } from './store-events.ts';

/** A rejected event. It has no dead letter if it is too large or too deep. */
export interface RejectedEvent extends EventRejection {
  readonly deadLetterId: string | null;
}

export interface IngestReport {
  readonly read: number;
  readonly added: number;
  readonly updated: number;
  readonly duplicate: number;
  readonly disabled: number;
  readonly rejected: readonly {
    readonly index: number;
    readonly code: RejectionCode;
    readonly reason: string;
    /** The dead letter's global id. */
    readonly deadLetterId: string | null;
  }[];
}

export type IngestOperations = ReturnType<typeof createIngestOperations>;

const maxEventsPerCall = 1000;

export const createIngestOperations = (deps: FeedDependencies) =>
  bind(deps, { ingest, keepBroken, ingestEvents, exportEvents });

/**
 * Parses, authorizes and stores events that arrive at a door. Rejected events become dead letters. Events of a disabled type are skipped. A throw
 * means that the batch was not acknowledged, and may be sent again.
 * @returns one outcome per event, in the same order, after all writes have been acknowledged by a majority
 */
async function ingest(
  deps: FeedDependencies,
  tenant: string,
  door: FeedDoor,
  events: readonly RawEvent[],
): Promise<readonly (EventOutcome | RejectedEvent)[]> {
  // The next batch can arrive before this one is parsed.
  const arrivals = events.map(() => deps.arrivals.next());
  const isDisabled = await readDisabledTypes(deps, tenant);
  const receivedAt = deps.clock.now();
  const outcomes = new Array<EventOutcome | RejectedEvent>(events.length);
  const valid: { readonly index: number; readonly raw: RawEvent; readonly incoming: IncomingEvent }[] = [];
  const letters = new Map<string, DeadLetterRecord>();
  const reject = (source: FeedSource, index: number, raw: RawEvent, rejection: EventRejection): void => {
    const letter = deadLetterOf(source, raw, rejection, receivedAt);
    letters.set(letter.letterId, letter);
    outcomes[index] = { ...rejection, deadLetterId: letter.letterId };
  };
  for (const [index, raw] of events.entries()) {
    await yieldToRequests();
    const { source, rejected } = admit(door, raw.value);
    if (isDisabled(source, raw.value)) outcomes[index] = 'disabled';
    else if (isTooDeep(raw.value)) outcomes[index] = { ...tooDeep, code: 'UNREADABLE', deadLetterId: null };
    else if (isTooLarge(raw)) outcomes[index] = { ...tooLarge, code: 'UNREADABLE', deadLetterId: null };
    else {
      const incoming =
        rejected === undefined
          ? parseEvent(source, raw, { receivedAt, arrival: arrivals[index] ?? '' })
          : { rejected: { path: [], reason: rejected } };
      if ('rejected' in incoming) reject(source, index, raw, { ...incoming, code: 'UNREADABLE' });
      else valid.push({ index, raw, incoming });
    }
  }
  const stored = await storeAuthorized(
    deps,
    tenant,
    valid.map(({ incoming }) => incoming),
  );
  valid.forEach(({ index, raw, incoming }, position) => {
    const outcome = stored[position];
    if (typeof outcome === 'object') reject(incoming.event.source, index, raw, outcome);
    else if (outcome !== undefined) outcomes[index] = outcome === 'erased' ? 'duplicate' : outcome;
  });
  await addDeadLetters(deps, tenant, [...letters.values()]);
  return outcomes;
}

/** Stores records of a file that are not JSON, or not an event, as dead letters. */
async function keepBroken(
  deps: FeedDependencies,
  tenant: string,
  door: FeedDoor,
  broken: readonly BrokenRecord[],
): Promise<void> {
  const receivedAt = deps.clock.now();
  // Equal texts are one dead letter.
  const letters = new Map<string, DeadLetterRecord>();
  for (const record of broken) {
    await yieldToRequests();
    const letter = isTooLarge(record) ? undefined : deadLetterOfBroken(door, record, receivedAt);
    if (letter !== undefined) letters.set(letter.letterId, letter);
  }
  await addDeadLetters(deps, tenant, [...letters.values()]);
}

async function ingestEvents(
  deps: FeedDependencies,
  caller: Caller,
  events: readonly unknown[],
): Promise<IngestReport> {
  checkCanSeeFeeds(caller);
  if (events.length === 0 || events.length > maxEventsPerCall)
    throw invalid('events', `has ${events.length} events, and may have 1 to ${maxEventsPerCall}`);
  const outcomes = await ingest(
    deps,
    caller.tenant,
    'any',
    // Values that are too deep are not stored, so they need no text.
    events.map((value) => ({ text: isTooDeep(value) ? '' : JSON.stringify(value), value })),
  );
  const count = (outcome: EventOutcome) => outcomes.filter((one) => one === outcome).length;
  return {
    read: outcomes.length,
    added: count('added'),
    updated: count('updated'),
    duplicate: count('duplicate'),
    disabled: count('disabled'),
    rejected: outcomes.flatMap((outcome, index) => {
      if (typeof outcome === 'string') return [];
      const { code, deadLetterId } = outcome;
      return [
        {
          index,
          code,
          reason: reasonOf(outcome),
          deadLetterId: deadLetterId === null ? null : toGlobalId('DeadLetter', deadLetterId),
        },
      ];
    }),
  };
}

/** Iterates over the verbatim texts of a source, oldest first. */
async function* exportEvents(
  { events }: FeedDependencies,
  tenant: string,
  source: FeedSource,
  range: ExportRange,
): AsyncGenerator<string> {
  for await (const { text } of events.readAll(tenant, source, range)) if (text !== null) yield text;
}

const reasonOf = ({ rejected: { path, reason } }: Rejected): string =>
  path.length === 0 ? reason : `${formatPath(path)}: ${reason}`;

const deadLetterOf = (
  source: FeedSource,
  { text, value }: RawEvent,
  rejection: EventRejection,
  receivedAt: Date,
): DeadLetterRecord => ({
  letterId: eventIdOf(source, value),
  source,
  activityType: activityTypeOf(value),
  ...rejectedFields(rejection),
  text,
  names: hashesInEvent(source, value),
  ...waitingFields(receivedAt),
});

const waitingFields = (receivedAt: Date) =>
  ({ mended: null, status: 'WAITING', outcome: null, receivedAt, settledAt: null }) as const;

/** @returns undefined if the record is too deep to be stored */
function deadLetterOfBroken(
  door: FeedDoor,
  { text, line, column, reason }: BrokenRecord,
  receivedAt: Date,
): DeadLetterRecord | undefined {
  const value = tryParse(text);
  if (isTooDeep(value)) return undefined;
  const rejection = {
    code: 'UNREADABLE',
    rejected: { path: [], reason: `line ${line}, column ${column}: ${reason}` },
  } as const;
  const { source } = admit(door, value);
  if (value !== undefined) return deadLetterOf(source, { text, value }, rejection, receivedAt);
  return {
    letterId: brokenRecordIdOf(source, text),
    source,
    activityType: null,
    ...rejectedFields(rejection),
    text,
    names: hashesInText(text),
    isJson: false,
    ...waitingFields(receivedAt),
  };
}

/** @returns undefined for a text that is not JSON */
function tryParse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

const maxActivityTypeLength = 256;

function activityTypeOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('ActivityType' in value)) return null;
  const { ActivityType: activityType } = value;
  return typeof activityType === 'string' && activityType.length <= maxActivityTypeLength
    ? activityType.toWellFormed()
    : null;
}
