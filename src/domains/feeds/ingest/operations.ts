import type { ExportRange } from '../../../intake/index.ts';
import type { Caller } from '../../../auth/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { invalid } from '../../../kernel/errors.ts';
import { formatPath, type BrokenRecord } from '../../../intake/index.ts';
import type { Rejected } from '../../shared/import-batch.ts';
import type { ErasedChecks } from '../erasure/erasure-checks.ts';
import { hashesInEvent, hashesInText } from '../erasure/lookup-hashes.ts';
import { brokenRecordIdOf, eventIdOf } from '../identity.ts';
import type { DeadLetterStore } from '../dead-letters/store.ts';
import type { DeadLetterRecord, FeedSource, RejectionCode } from '../model.ts';
import { checkCanSeeFeeds } from '../visibility.ts';
import type { IsOff } from '../event-type-settings/operations.ts';
import type { Admit, EventRejection } from './authorize.ts';
import type { FeedStores, EventOutcome } from './store-events.ts';
import {
  isTooDeep,
  isTooLarge,
  tooDeep,
  tooLarge,
  parseEvent,
  type RawEvent,
  type IncomingEvent,
} from './parse-event.ts';

/** An event that could not be taken, with the dead letter that keeps it. */
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
    readonly deadLetterId: string | null;
  }[];
}

export interface IngestDependencies {
  readonly admit: Admit;
  readonly isOff: (tenant: string) => Promise<IsOff>;
  readonly events: FeedStores['events'];
  readonly letters: Pick<DeadLetterStore, 'add'>;
  readonly erased: Pick<ErasedChecks, 'settleLetters'>;
  readonly clock: Clock;
}

export type IngestOperations = ReturnType<typeof createIngestOperations>;

const maxEventsAtOnce = 1000;

export function createIngestOperations({ admit, isOff, events, letters, erased, clock }: IngestDependencies) {
  /**
   * Takes events of a source, whatever door they come by; of a type that is off nothing, not even a dead letter. Returns once all is
   * written with majority; what throws was not acknowledged, and may come again.
   */
  async function ingest(
    tenant: string,
    source: FeedSource,
    given: readonly RawEvent[],
  ): Promise<readonly (EventOutcome | RejectedEvent)[]> {
    const isOffNow = await isOff(tenant);
    const receivedAt = clock.now();
    const outcomes = new Array<EventOutcome | RejectedEvent>(given.length);
    const good: { readonly index: number; readonly one: RawEvent; readonly result: IncomingEvent }[] = [];
    const bad = new Map<string, DeadLetterRecord>();
    const refuse = (index: number, one: RawEvent, refusal: EventRejection): void => {
      const letter = letterOf(source, one, refusal, receivedAt);
      bad.set(letter.letterId, letter);
      outcomes[index] = { ...refusal, deadLetterId: letter.letterId };
    };
    given.forEach((one, index) => {
      if (isOffNow(source, one.value)) {
        outcomes[index] = 'disabled';
        return;
      }
      if (isTooDeep(one.value)) {
        outcomes[index] = { ...tooDeep, code: 'UNREADABLE', deadLetterId: null };
        return;
      }
      if (isTooLarge(one)) {
        outcomes[index] = { ...tooLarge, code: 'UNREADABLE', deadLetterId: null };
        return;
      }
      const result = parseEvent(source, one, receivedAt);
      if ('rejected' in result) refuse(index, one, { ...result, code: 'UNREADABLE' });
      else good.push({ index, one, result });
    });
    const admitted = await admit(
      tenant,
      good.map(({ result }) => result),
    );
    good.forEach(({ index, one }, position) => {
      const outcome = admitted[position];
      if (typeof outcome === 'object') refuse(index, one, outcome);
      // It was known, and stays erased.
      else if (outcome !== undefined) outcomes[index] = outcome === 'erased' ? 'duplicate' : outcome;
    });
    await keep(tenant, [...bad.values()]);
    return outcomes;
  }

  async function keep(tenant: string, kept: readonly DeadLetterRecord[]): Promise<void> {
    await letters.add(tenant, kept);
    await erased.settleLetters(tenant, kept);
  }

  return {
    ingest,

    /** Keeps what a file has and is no event at all, as a dead letter like any other: it is mended by what it should have been. */
    async keepBroken(tenant: string, source: FeedSource, broken: readonly BrokenRecord[]): Promise<void> {
      const receivedAt = clock.now();
      const kept = broken
        .filter(({ text }) => !isTooLarge({ text }))
        .flatMap((one) => brokenLetterOf(source, one, receivedAt) ?? []);
      // The same text twice is one letter.
      await keep(tenant, [...new Map(kept.map((letter) => [letter.letterId, letter])).values()]);
    },

    async ingestEvents(caller: Caller, given: readonly unknown[]): Promise<IngestReport> {
      checkCanSeeFeeds(caller);
      if (given.length === 0 || given.length > maxEventsAtOnce)
        throw invalid('events', `are ${given.length}, and may be 1 to ${maxEventsAtOnce}`);
      const outcomes = await ingest(
        caller.tenant,
        'SYMBEE',
        // What is too deep is not kept, so it needs no text.
        given.map((value) => ({ text: isTooDeep(value) ? '' : JSON.stringify(value), value })),
      );
      const count = (outcome: EventOutcome) => outcomes.filter((one) => one === outcome).length;
      return {
        read: outcomes.length,
        added: count('added'),
        updated: count('updated'),
        duplicate: count('duplicate'),
        disabled: count('disabled'),
        rejected: outcomes.flatMap((outcome, index) =>
          typeof outcome === 'string'
            ? []
            : [
                {
                  index,
                  code: outcome.code,
                  reason: reasonOf(outcome),
                  deadLetterId: outcome.deadLetterId,
                },
              ],
        ),
      };
    },

    async *exportEvents(tenant: string, source: FeedSource, range: ExportRange): AsyncGenerator<string> {
      for await (const { text } of events.readAll(tenant, source, range)) if (text !== null) yield text;
    },
  };
}

const reasonOf = ({ rejected: { path, reason } }: Rejected): string =>
  path.length === 0 ? reason : `${formatPath(path)}: ${reason}`;

const letterOf = (
  source: FeedSource,
  { text, value }: RawEvent,
  { code, rejected: { path, reason } }: EventRejection,
  receivedAt: Date,
): DeadLetterRecord => ({
  letterId: eventIdOf(source, value),
  source,
  activityType: activityTypeOf(value),
  code,
  field: path.length === 0 ? null : formatPath(path),
  reason,
  text,
  names: hashesInEvent(source, value),
  ...waitingSince(receivedAt),
});

const waitingSince = (receivedAt: Date) =>
  ({ mended: null, status: 'WAITING', outcome: null, receivedAt, settledAt: null }) as const;

function brokenLetterOf(
  source: FeedSource,
  { text, line, column, reason }: BrokenRecord,
  receivedAt: Date,
): DeadLetterRecord | undefined {
  const where = `line ${line}, column ${column}: ${reason}`;
  const value = parsed(text);
  if (isTooDeep(value)) return undefined;
  return value === undefined
    ? {
        letterId: brokenRecordIdOf(source, text),
        source,
        activityType: null,
        code: 'UNREADABLE',
        field: null,
        reason: where,
        text,
        names: hashesInText(text),
        isJson: false,
        ...waitingSince(receivedAt),
      }
    : letterOf(
        source,
        { text, value },
        { code: 'UNREADABLE', rejected: { path: [], reason: where } },
        receivedAt,
      );
}

/** @returns undefined for what is no JSON: a text or a list is, and no event */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const maxWordLength = 256;

function activityTypeOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('ActivityType' in value)) return null;
  const { ActivityType: word } = value;
  return typeof word === 'string' && word.length <= maxWordLength ? word.toWellFormed() : null;
}
