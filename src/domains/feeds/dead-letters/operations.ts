import type { Caller } from '../../../auth/index.ts';
import { formatPath } from '../../../intake/index.ts';
import { bind } from '../../../kernel/bind.ts';
import { invalid, type DomainError } from '../../../kernel/errors.ts';
import { checkedId, naturalIdOf } from '../../../kernel/global-id.ts';
import type { Connection, PageArguments } from '../../../kernel/paging.ts';
import { parseJson } from '../../../kernel/json.ts';
import { fieldError } from '../../shared/input.ts';
import { readConnection, type ListDefinition } from '../../shared/list.ts';
import type { ConnectionFields, Fields } from '../../shared/subgraph.ts';
import type { FeedDependencies } from '../dependencies.ts';
import { recognizeSource } from '../doors.ts';
import { hashesInEvent } from '../erasure/lookup-hashes.ts';
import { readDisabledTypes } from '../event-type-settings/operations.ts';
import { storeAuthorized, type EventRejection } from '../ingest/authorize.ts';
import { isTooDeep, isTooLarge, parseEvent, tooDeep, tooLarge } from '../ingest/parse-event.ts';
import {
  type DeadLetterRecord,
  type DeadLetterStatus,
  type IngestOutcome,
  type RejectionCode,
  canSeeFeeds,
  checkCanSeeFeeds,
} from '../model.ts';
import { activityOf } from '../parse/activity.ts';
import { isPossibleId } from '../identity.ts';
import { erasedFields, type DeadLetterChange } from './store.ts';

export type DeadLetterPage = Connection<DeadLetterRecord>;

interface DeadLetterArguments extends PageArguments {
  readonly status?: DeadLetterStatus | null | undefined;
  readonly activityType?: string | null | undefined;
  readonly code?: RejectionCode | null | undefined;
}

const deadLetterList: ListDefinition<DeadLetterRecord> = {
  name: 'deadLetters',
  shape: ['instant', 'string'],
  positionOf: ({ receivedAt, letterId }) => [receivedAt, letterId],
};
const maxReplayed = 100;

export type DeadLetterOperations = ReturnType<typeof createDeadLetterOperations>;

export const createDeadLetterOperations = (deps: FeedDependencies) =>
  bind(deps, { readDeadLetters, listDeadLetters, mendDeadLetter, replayDeadLetters, discardDeadLetter });

/** Reads dead letters by id, in any order. */
async function readDeadLetters(
  { deadLetters }: FeedDependencies,
  caller: Caller,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly DeadLetterRecord[]> {
  return canSeeFeeds(caller)
    ? deadLetters.read(caller.tenant, ids.filter(isPossibleId), { ...fields, letterId: 1 })
    : [];
}

async function listDeadLetters(
  { deadLetters }: FeedDependencies,
  caller: Caller,
  args: DeadLetterArguments,
  wanted: ConnectionFields,
): Promise<DeadLetterPage | null> {
  if (!canSeeFeeds(caller)) return null;
  const filter = {
    status: args.status ?? 'WAITING',
    ...(args.activityType == null ? {} : { activityType: args.activityType }),
    ...(args.code == null ? {} : { code: args.code }),
  };
  return readConnection(deadLetterList, args, wanted, (page) =>
    deadLetters.list(caller.tenant, filter, page, wanted),
  );
}

/** Replaces the event of a dead letter, and stores the new event if it is valid. Otherwise the dead letter waits with the new reason. */
async function mendDeadLetter(
  deps: FeedDependencies,
  caller: Caller,
  { id, event }: { readonly id: string; readonly event: unknown },
): Promise<DeadLetterRecord> {
  checkCanSeeFeeds(caller);
  if (isTooDeep(event)) throw invalid('event', tooDeep.rejected.reason);
  const mended = JSON.stringify(event);
  const letter = await readWaiting(deps, caller.tenant, id);
  // The new event can contain another customer, and the dead letter has to be found by both.
  const names = [...new Set([...(letter.names ?? []), ...hashesInEvent(letter.source, event)])];
  const change = await storeAgain(deps, caller.tenant, letter, mended);
  return update(deps, caller.tenant, letter, { mended, names, ...change });
}

/**
 * Tries to store the events of waiting dead letters again.
 * @returns the dead letters in the order of the ids; null for one that does not exist or does not wait
 */
async function replayDeadLetters(
  deps: FeedDependencies,
  caller: Caller,
  ids: readonly string[],
): Promise<readonly (DeadLetterRecord | null)[]> {
  checkCanSeeFeeds(caller);
  if (ids.length === 0 || ids.length > maxReplayed)
    throw invalid('ids', `has ${ids.length} ids, and may have 1 to ${maxReplayed}`);
  const letterIds = ids.map((id, index) => letterIdOf(`ids[${index}]`, id));
  const found = await deps.deadLetters.read(caller.tenant, letterIds);
  const replayed = new Map<string, DeadLetterRecord>();
  for (const letter of found.filter(({ status }) => status === 'WAITING')) {
    const result = await replay(deps, caller.tenant, letter);
    if (result !== undefined) replayed.set(letter.letterId, result);
  }
  return letterIds.map((letterId) => replayed.get(letterId) ?? null);
}

async function discardDeadLetter(
  deps: FeedDependencies,
  caller: Caller,
  id: string,
): Promise<DeadLetterRecord> {
  checkCanSeeFeeds(caller);
  const letter = await readWaiting(deps, caller.tenant, id);
  return update(deps, caller.tenant, letter, { status: 'DISCARDED', settledAt: deps.clock.now() });
}

/** Returns the natural id of a natural or global id. */
const letterIdOf = (field: string, id: string): string => naturalIdOf('DeadLetter', checkedId(field, id));

async function readWaiting(
  { deadLetters }: FeedDependencies,
  tenant: string,
  id: string,
): Promise<DeadLetterRecord> {
  const [letter] = await deadLetters.read(tenant, [letterIdOf('id', id)]);
  if (letter === undefined) throw fieldError('NOT_FOUND', 'id', 'names no dead letter');
  if (letter.status !== 'WAITING') throw notWaiting();
  return letter;
}

/** @throws INVALID_STATE if a concurrent call was faster. The result of that call stays. */
async function update(
  { deadLetters }: FeedDependencies,
  tenant: string,
  { letterId }: DeadLetterRecord,
  set: DeadLetterChange,
): Promise<DeadLetterRecord> {
  const changed = await deadLetters.update(tenant, letterId, set);
  const [letter] = await deadLetters.read(tenant, [letterId]);
  if (letter === undefined || !changed) throw notWaiting();
  return letter;
}

/**
 * Replays one dead letter. A concurrent mend wins.
 * @returns the dead letter, or undefined if a concurrent call has settled it
 */
async function replay(
  deps: FeedDependencies,
  tenant: string,
  letter: DeadLetterRecord,
): Promise<DeadLetterRecord | undefined> {
  const mended = letter.mended ?? null;
  const text = mended ?? letter.text;
  // A text that is not JSON can only be mended.
  if (text === null || (mended === null && letter.isJson === false)) return letter;
  const change = await storeAgain(deps, tenant, letter, text);
  const changed = await deps.deadLetters.update(tenant, letter.letterId, change, mended);
  const [now] = await deps.deadLetters.read(tenant, [letter.letterId]);
  return changed || now?.status === 'WAITING' ? now : undefined;
}

/** Stores an event if it is valid now. @returns the resulting change of the dead letter */
async function storeAgain(
  deps: FeedDependencies,
  tenant: string,
  letter: DeadLetterRecord,
  text: string,
): Promise<DeadLetterChange> {
  const now = deps.clock.now();
  const raw = { text, value: parseJson(text) };
  // A mended event can be of another source.
  const source = recognizeSource(raw.value) ?? letter.source;
  if ((await readDisabledTypes(deps, tenant))(source, raw.value))
    return rejectedFields({
      code: 'SWITCHED_OFF',
      rejected: { path: [], reason: `${activityOf(source, raw.value)} is switched off` },
    });
  const incoming = isTooLarge(raw)
    ? tooLarge
    : parseEvent(source, raw, { receivedAt: now, arrival: deps.arrivals.next() });
  if ('rejected' in incoming) return rejectedFields({ ...incoming, code: 'UNREADABLE' });
  const [outcome = 'duplicate'] = await storeAuthorized(deps, tenant, [incoming]);
  if (typeof outcome === 'object') return rejectedFields(outcome);
  if (outcome === 'erased') return erasedFields(now);
  return { status: 'TAKEN', outcome: outcome.toUpperCase() as IngestOutcome, settledAt: now };
}

/** Returns the fields of a dead letter that say why its event was rejected. */
export const rejectedFields = ({ code, rejected: { path, reason } }: EventRejection) => ({
  code,
  reason,
  field: path.length === 0 ? null : formatPath(path),
});

const notWaiting = (): DomainError =>
  fieldError('INVALID_STATE', 'id', 'names a dead letter that no longer waits');
