import type { Caller } from '../../../auth/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { DomainError, invalid } from '../../../kernel/errors.ts';
import { checkedId } from '../../../kernel/global-id.ts';
import { formatPath } from '../../../intake/index.ts';
import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../../kernel/paging.ts';
import type { ConnectionFields } from '../../shared/subgraph.ts';
import { hashesInEvent } from '../erasure/lookup-hashes.ts';
import type { Admit, EventRejection } from '../ingest/authorize.ts';
import { isTooDeep, isTooLarge, tooDeep, tooLarge, parseEvent } from '../ingest/parse-event.ts';
import type { DeadLetterRecord, DeadLetterStatus, IngestOutcome, RejectionCode } from '../model.ts';
import { activityOf } from '../parse/activity.ts';
import type { IsOff } from '../event-type-settings/operations.ts';
import { checkCanSeeFeeds, canSeeFeeds } from '../visibility.ts';
import { erasedFields, type DeadLetterStore } from './store.ts';

export type DeadLetterPage = Connection<DeadLetterRecord>;

export interface DeadLetterArguments extends PageArguments {
  readonly status?: DeadLetterStatus | null | undefined;
  readonly activityType?: string | null | undefined;
  readonly code?: RejectionCode | null | undefined;
}

export interface LetterDependencies {
  readonly admit: Admit;
  readonly isOff: (tenant: string) => Promise<IsOff>;
  readonly letters: DeadLetterStore;
  readonly clock: Clock;
}

type LetterChange = Parameters<DeadLetterStore['change']>[2];

const listName = 'deadLetters';
const maxReplayed = 100;

export type DeadLetterOperations = ReturnType<typeof createDeadLetterOperations>;

export function createDeadLetterOperations({ admit, isOff, letters, clock }: LetterDependencies) {
  async function waiting(tenant: string, id: string): Promise<DeadLetterRecord> {
    const [letter] = await letters.read(tenant, [checkedId('id', id)]);
    if (letter === undefined) throw new DomainError('NOT_FOUND', 'There is no such dead letter.');
    if (letter.status !== 'WAITING') throw settled();
    return letter;
  }

  async function change(
    tenant: string,
    { letterId }: DeadLetterRecord,
    set: LetterChange,
  ): Promise<DeadLetterRecord> {
    const changed = await letters.change(tenant, letterId, set);
    const [letter] = await letters.read(tenant, [letterId]);
    // Somebody else has settled it meanwhile; what they did stands.
    if (letter === undefined || !changed) throw settled();
    return letter;
  }

  /** Takes a letter's event, or what it is mended to, if that can be taken now. @returns what is to be written of the letter */
  async function attempt(tenant: string, letter: DeadLetterRecord, text: string): Promise<LetterChange> {
    const now = clock.now();
    const given = { text, value: JSON.parse(text) as unknown };
    if ((await isOff(tenant))(letter.source, given.value))
      return waitsOn({
        code: 'SWITCHED_OFF',
        rejected: { path: [], reason: `${activityOf(letter.source, given.value)} is switched off` },
      });
    const understood = isTooLarge(given) ? tooLarge : parseEvent(letter.source, given, now);
    if ('rejected' in understood) return waitsOn({ ...understood, code: 'UNREADABLE' });
    const [taken = 'duplicate'] = await admit(tenant, [understood]);
    if (typeof taken === 'object') return waitsOn(taken);
    if (taken === 'erased') return erasedFields(now);
    return { status: 'TAKEN', outcome: taken.toUpperCase() as IngestOutcome, settledAt: now };
  }

  /** @returns the letter, if it was not settled by somebody else meanwhile; what they mended it to meanwhile stays */
  async function replay(tenant: string, letter: DeadLetterRecord): Promise<readonly DeadLetterRecord[]> {
    const mended = letter.mended ?? null;
    const text = mended ?? letter.text;
    // No version of this server can read what is no JSON: that waits to be mended.
    if (text === null || (mended === null && letter.isJson === false)) return [letter];
    const set = await attempt(tenant, letter, text);
    const changed = await letters.change(tenant, letter.letterId, set, mended);
    const now = await letters.read(tenant, [letter.letterId]);
    return changed ? now : now.filter(({ status }) => status === 'WAITING');
  }

  return {
    async listDeadLetters(
      caller: Caller,
      args: DeadLetterArguments,
      wanted: ConnectionFields,
    ): Promise<DeadLetterPage | null> {
      if (!canSeeFeeds(caller)) return null;
      const page = readPageArguments(listName, ['instant', 'string'], args);
      const filter = {
        status: args.status ?? 'WAITING',
        ...(args.activityType == null ? {} : { activityType: args.activityType }),
        ...(args.code == null ? {} : { code: args.code }),
      };
      const cursorOf = ({ receivedAt, letterId }: DeadLetterRecord) =>
        makeCursor(listName, [receivedAt, letterId]);
      return toConnection(page, await letters.list(caller.tenant, filter, page, wanted), cursorOf, wanted);
    },

    async mendDeadLetter(
      caller: Caller,
      { id, event }: { readonly id: string; readonly event: unknown },
    ): Promise<DeadLetterRecord> {
      checkCanSeeFeeds(caller);
      if (isTooDeep(event)) throw invalid('event', tooDeep.rejected.reason);
      const mended = JSON.stringify(event);
      const letter = await waiting(caller.tenant, id);
      // A customer whom only the mended event names is found in it too.
      const names = [...new Set([...(letter.names ?? []), ...hashesInEvent(letter.source, event)])];
      return change(caller.tenant, letter, {
        mended,
        names,
        ...(await attempt(caller.tenant, letter, mended)),
      });
    },

    async replayDeadLetters(caller: Caller, ids: readonly string[]): Promise<readonly DeadLetterRecord[]> {
      checkCanSeeFeeds(caller);
      if (ids.length === 0 || ids.length > maxReplayed)
        throw invalid('ids', `are ${ids.length}, and may be 1 to ${maxReplayed}`);
      const found = await letters.read(
        caller.tenant,
        ids.map((id, index) => checkedId(`ids[${index}]`, id)),
      );
      const replayed: DeadLetterRecord[] = [];
      for (const letter of found.filter(({ status }) => status === 'WAITING'))
        replayed.push(...(await replay(caller.tenant, letter)));
      return replayed;
    },

    async discardDeadLetter(caller: Caller, id: string): Promise<DeadLetterRecord> {
      checkCanSeeFeeds(caller);
      const letter = await waiting(caller.tenant, id);
      return change(caller.tenant, letter, { status: 'DISCARDED', settledAt: clock.now() });
    },
  };
}

const waitsOn = ({ code, rejected: { path, reason } }: EventRejection): LetterChange => ({
  code,
  reason,
  field: path.length === 0 ? null : formatPath(path),
});

const settled = (): DomainError =>
  new DomainError('INVALID_STATE', 'The dead letter does not wait any more.');
