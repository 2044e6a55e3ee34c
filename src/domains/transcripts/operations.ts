import { createHash, randomBytes } from 'node:crypto';
import type { Caller } from '../../auth/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { DomainError, invalid } from '../../kernel/errors.ts';
import { checkedId, naturalIdOf } from '../../kernel/global-id.ts';
import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../kernel/paging.ts';
import type { Span, UpsertOutcome } from '../../storage/index.ts';
import { fedTranscriptIdOf, type FedTranscript } from '../shared/chat-feed.ts';
import { isChat, type CompletedInteraction } from '../shared/completed-interaction.ts';
import { hashOf } from '../shared/source-record.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import { withVisibility } from '../shared/visibility.ts';
import { fedTranscriptOf } from './from-feed.ts';
import { transcriptOf } from './from-interaction.ts';
import {
  checkContent,
  isTranscriptId,
  type ImportedTranscript,
  type TranscriptContent,
  type TranscriptRecord,
} from './model.ts';
import type { TranscriptStore } from './store.ts';

export interface TranscriptListArguments extends PageArguments {
  readonly chatterId?: string | null | undefined;
  readonly range?: { readonly from: Date; readonly to: Date } | null | undefined;
}

export type TranscriptPage = Connection<TranscriptRecord>;

export type TranscriptOperations = ReturnType<typeof createTranscriptOperations>;

const listName = 'chatTranscripts';

export function createTranscriptOperations(store: TranscriptStore, clock: Clock) {
  /** A line for agents is left out where it is read, so its visibility is always read with it. */
  async function readTranscripts(
    caller: Caller,
    ids: readonly string[],
    fields: Fields,
  ): Promise<readonly TranscriptRecord[]> {
    return store.read(
      caller.tenant,
      ids.filter(isTranscriptId),
      withVisibility(caller, 'transcript', fields),
    );
  }

  return {
    readTranscripts,

    async readTranscript(caller: Caller, id: string, fields: Fields): Promise<TranscriptRecord | null> {
      const [transcript] = await readTranscripts(caller, [naturalIdOf('ChatTranscript', id)], fields);
      return transcript ?? null;
    },

    async listTranscripts(
      caller: Caller,
      args: TranscriptListArguments,
      wanted: ConnectionFields,
    ): Promise<TranscriptPage> {
      if (args.range && args.range.from > args.range.to) throw invalid('range.from', 'is after range.to');
      if (args.chatterId != null) checkedId('chatterId', args.chatterId);
      const page = readPageArguments(listName, ['instant', 'string'], args);
      const read = await store.list(
        caller.tenant,
        { chatterId: args.chatterId ?? undefined, range: args.range ?? undefined },
        page,
        { ...wanted, fields: withVisibility(caller, 'transcript', wanted.fields) },
      );
      const cursorOf = ({ startAt, transcriptId }: TranscriptRecord) =>
        makeCursor(listName, [startAt, transcriptId]);
      return toConnection(page, read, cursorOf, wanted);
    },

    async createTranscript(
      caller: Caller,
      {
        idempotencyKey,
        ...input
      }: TranscriptContent & { readonly idempotencyKey?: string | null | undefined },
    ): Promise<TranscriptRecord> {
      const content = checkContent('input', {
        ...input,
        engagementId: input.engagementId == null ? null : naturalIdOf('Engagement', input.engagementId),
      });
      if (idempotencyKey != null) checkedId('input.idempotencyKey', idempotencyKey);
      const now = clock.now();
      const record: TranscriptRecord = {
        ...content,
        // With a key the id follows from it, so the id's uniqueness makes the retry safe, and needs no index of its own.
        transcriptId:
          idempotencyKey == null ? randomBytes(12).toString('hex') : idOfKey(caller, idempotencyKey),
        metadata: { createdAt: now, modifiedAt: now, version: 1 },
        source: { hash: hashOf(JSON.stringify(content)) },
      };
      if (await store.insert(caller.tenant, record)) return record;
      const first = await store.readWhole(caller.tenant, record.transcriptId);
      if (first?.source.hash !== record.source.hash)
        throw new DomainError(
          'IDEMPOTENCY_CONFLICT',
          'input.idempotencyKey: was used for another transcript',
          {
            field: 'input.idempotencyKey',
            reason: 'was used for another transcript',
          },
        );
      return first;
    },

    /** @returns the id, or null where there was none: the second delete is as good as the first */
    async deleteTranscript(caller: Pick<Caller, 'tenant'>, id: string): Promise<string | null> {
      const transcriptId = naturalIdOf('ChatTranscript', id);
      if (!isTranscriptId(transcriptId)) return null;
      return (await store.delete(caller.tenant, transcriptId, clock.now())) ? transcriptId : null;
    },

    /** Records of the source, checked: new, changed or known. */
    importTranscripts: (
      tenant: string,
      records: readonly ImportedTranscript[],
    ): Promise<readonly UpsertOutcome[]> => store.upsert(tenant, records, clock.now()),

    /**
     * Keeps the transcript of a live chat that is finished, one without a message too: the customer was there. A call or a task has none.
     * It may be called again, at once and by several processes: nothing changes, and one that was deleted or erased does not come back.
     */
    async recordInteraction(tenant: string, completed: CompletedInteraction): Promise<void> {
      if (isChat(completed.type)) await store.record(tenant, transcriptOf(completed), completed.completedAt);
    },

    /**
     * Keeps what a feed says was said. Of two transcripts of one session the longer one stays; it may be called again, at once and by
     * several processes. One that was deleted or erased does not come back.
     */
    async recordFed(tenant: string, told: readonly FedTranscript[]): Promise<void> {
      for (const transcript of told)
        await store.recordLonger(tenant, fedTranscriptOf(transcript), clock.now());
    },

    /** Deletes what feeds told of these sessions. @returns how many transcripts it was */
    eraseFed: async (tenant: string, sessionIds: readonly string[]): Promise<number> => {
      const found = await store.read(tenant, sessionIds.map(fedTranscriptIdOf), {});
      const deleted = await Promise.all(
        found.map(({ transcriptId }) => store.delete(tenant, transcriptId, clock.now())),
      );
      return deleted.filter(Boolean).length;
    },

    readAllTranscripts: (tenant: string, range: Span) => store.readAll(tenant, range),
  };
}

const idOfKey = (caller: Caller, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([caller.kind, caller.id, key]))
    .digest('hex')
    .slice(0, 24);
