import { createHash, randomBytes } from 'node:crypto';
import type { Caller } from '../../auth/index.ts';
import { bind } from '../../kernel/bind.ts';
import type { Clock } from '../../kernel/clock.ts';
import { invalid } from '../../kernel/errors.ts';
import { checkedId, naturalIdOf } from '../../kernel/global-id.ts';
import type { Connection, PageArguments } from '../../kernel/paging.ts';
import type { Span, UpsertOutcome } from '../../storage/index.ts';
import { feedTranscriptId, type ArrivedTranscript } from '../shared/feed-ports.ts';
import type { CompletedInteraction } from '../shared/completed-interaction.ts';
import { isChat } from '../shared/task.ts';
import { fieldError } from '../shared/input.ts';
import { readConnection, type ListDefinition } from '../shared/list.ts';
import { textHash } from '../shared/source-record.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import { withVisibility } from '../shared/visibility.ts';
import { transcriptFromFeed } from './from-feed.ts';
import { transcriptFromInteraction } from './from-interaction.ts';
import {
  checkContent,
  isTranscriptId,
  type ImportedTranscript,
  type TranscriptContent,
  type TranscriptRecord,
} from './model.ts';
import type { TranscriptStore } from './store.ts';

interface Dependencies {
  readonly store: TranscriptStore;
  readonly clock: Clock;
}

export interface TranscriptListArguments extends PageArguments {
  readonly chatterId?: string | null | undefined;
  readonly range?: { readonly from: Date; readonly to: Date } | null | undefined;
}

export type TranscriptPage = Connection<TranscriptRecord>;

type CreateInput = TranscriptContent & { readonly idempotencyKey?: string | null | undefined };

export type TranscriptOperations = ReturnType<typeof createTranscriptOperations>;

export const createTranscriptOperations = (store: TranscriptStore, clock: Clock) =>
  bind(
    { store, clock },
    {
      readTranscripts,
      readTranscript,
      listTranscripts,
      createTranscript,
      deleteTranscript,
      importTranscripts,
      recordInteraction,
      recordFeedTranscripts,
      eraseFeedTranscripts,
      readAllTranscripts,
    },
  );

const transcriptList: ListDefinition<TranscriptRecord> = {
  name: 'chatTranscripts',
  shape: ['instant', 'string'],
  positionOf: ({ startAt, transcriptId }) => [startAt, transcriptId],
};

/** Reads transcripts by id, in any order. Lines for agents are filtered by the resolver, so their visibility is always read. */
async function readTranscripts(
  { store }: Dependencies,
  caller: Caller,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly TranscriptRecord[]> {
  return store.read(caller.tenant, ids.filter(isTranscriptId), withVisibility(caller, 'transcript', fields));
}

async function readTranscript(
  deps: Dependencies,
  caller: Caller,
  id: string,
  fields: Fields,
): Promise<TranscriptRecord | null> {
  const [transcript] = await readTranscripts(deps, caller, [naturalIdOf('ChatTranscript', id)], fields);
  return transcript ?? null;
}

async function listTranscripts(
  { store }: Dependencies,
  caller: Caller,
  args: TranscriptListArguments,
  wanted: ConnectionFields,
): Promise<TranscriptPage> {
  if (args.range && args.range.from > args.range.to) throw invalid('range.from', 'is after range.to');
  if (args.chatterId != null) checkedId('chatterId', args.chatterId);
  return readConnection(transcriptList, args, wanted, (page) =>
    store.list(
      caller.tenant,
      { chatterId: args.chatterId ?? undefined, range: args.range ?? undefined },
      page,
      { ...wanted, fields: withVisibility(caller, 'transcript', wanted.fields) },
    ),
  );
}

/**
 * Creates a transcript. With an idempotency key, the id is derived from the key: the unique id makes a retry safe without a second index.
 * @throws IDEMPOTENCY_CONFLICT if the key was used with other content
 */
async function createTranscript(
  { store, clock }: Dependencies,
  caller: Caller,
  { idempotencyKey, ...input }: CreateInput,
): Promise<TranscriptRecord> {
  const content = checkContent('input', {
    ...input,
    engagementId: input.engagementId == null ? null : naturalIdOf('Engagement', input.engagementId),
  });
  if (idempotencyKey != null) checkedId('input.idempotencyKey', idempotencyKey);
  const now = clock.now();
  const record: TranscriptRecord = {
    ...content,
    transcriptId: idempotencyKey == null ? randomBytes(12).toString('hex') : idOfKey(caller, idempotencyKey),
    metadata: { createdAt: now, modifiedAt: now, version: 1 },
    source: { hash: textHash(JSON.stringify(content)) },
  };
  if (await store.insert(caller.tenant, record)) return record;
  const first = await store.readWhole(caller.tenant, record.transcriptId);
  if (first?.source.hash === record.source.hash) return first;
  throw fieldError('IDEMPOTENCY_CONFLICT', 'input.idempotencyKey', 'was used for another transcript');
}

const idOfKey = (caller: Caller, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([caller.kind, caller.id, key]))
    .digest('hex')
    .slice(0, 24);

/** Deletes a transcript. @returns its id, or null if it does not exist (any more) */
async function deleteTranscript(
  { store, clock }: Dependencies,
  caller: Pick<Caller, 'tenant'>,
  id: string,
): Promise<string | null> {
  const transcriptId = naturalIdOf('ChatTranscript', id);
  if (!isTranscriptId(transcriptId)) return null;
  return (await store.delete(caller.tenant, transcriptId, clock.now())) ? transcriptId : null;
}

/** Stores validated source records. */
const importTranscripts = (
  { store, clock }: Dependencies,
  tenant: string,
  records: readonly ImportedTranscript[],
): Promise<readonly UpsertOutcome[]> => store.upsert(tenant, records, clock.now());

/**
 * Stores the transcript of a completed chat, even without messages. Calls and tasks have no transcript. Idempotent, also across
 * processes: a transcript that was deleted or erased stays so.
 */
async function recordInteraction(
  { store }: Dependencies,
  tenant: string,
  completed: CompletedInteraction,
): Promise<void> {
  if (isChat(completed.type))
    await store.record(tenant, transcriptFromInteraction(completed), completed.completedAt);
}

/**
 * Stores transcripts from a feed. The longer of two transcripts of one session wins, or else the later arrival. Idempotent, also across processes: a transcript that
 * was deleted or erased stays so.
 */
async function recordFeedTranscripts(
  { store, clock }: Dependencies,
  tenant: string,
  transcripts: readonly ArrivedTranscript[],
): Promise<readonly boolean[]> {
  const replaced: boolean[] = [];
  for (const transcript of transcripts)
    replaced.push(await store.recordLonger(tenant, transcriptFromFeed(transcript), clock.now()));
  return replaced;
}

/** Deletes the feed transcripts of the sessions. @returns the number of deleted transcripts */
async function eraseFeedTranscripts(
  { store, clock }: Dependencies,
  tenant: string,
  sessionIds: readonly string[],
): Promise<number> {
  const found = await store.read(tenant, sessionIds.map(feedTranscriptId), {});
  const deleted = await Promise.all(
    found.map(({ transcriptId }) => store.delete(tenant, transcriptId, clock.now())),
  );
  return deleted.filter(Boolean).length;
}

/** Iterates over all transcripts that start in the span, oldest first. */
const readAllTranscripts = (
  { store }: Dependencies,
  tenant: string,
  range: Span,
): AsyncIterable<TranscriptRecord> => store.readAll(tenant, range);
