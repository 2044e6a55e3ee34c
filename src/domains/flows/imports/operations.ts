import type { ImportOutcome } from '../../../intake/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Span } from '../../../storage/index.ts';
import type { Rejected } from '../../shared/import-batch.ts';
import { toStoredSource, sourceText } from '../../shared/source-record.ts';
import type { FlowStore } from '../store.ts';
import { buildFlow } from './build.ts';
import { createEnvelopeParser, type ToE164 } from './parse/envelope.ts';
import { partsOf } from './parse/record.ts';
import type { FlowRecordStore, FlowRecordToKeep, KeptFlowRecord } from './store.ts';
import { toJacadaRecord } from './write.ts';

export interface FlowImportDependencies {
  readonly records: FlowRecordStore;
  readonly flows: Pick<FlowStore, 'claim' | 'replaceImported' | 'readAll'>;
  readonly toE164: ToE164;
  readonly clock: Clock;
}

export type FlowImportOperations = ReturnType<typeof createFlowImportOperations>;

const ranHere: Rejected = {
  rejected: { path: ['interactionUniqueId'], reason: 'is a flow that ran here' },
};

export function createFlowImportOperations({ records, flows, toE164, clock }: FlowImportDependencies) {
  const parseEnvelope = createEnvelopeParser(toE164);

  /**
   * Builds flows from all their stored records. If a concurrent import stores more records meanwhile, the flows are built again, so that
   * the last write includes every record.
   * @returns the identifiers that flows have that ran here
   */
  async function rebuild(tenant: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const taken = new Set<string>();
    for (let open = ids; open.length > 0;) {
      const known = byFlow(await records.ofFlows(tenant, open));
      for (const [id, kept] of known) {
        const parsed = kept.flatMap(({ source }) => {
          const record = source.record === undefined ? undefined : parseEnvelope(sourceText(source.record));
          return record === undefined || 'rejected' in record ? [] : record;
        });
        if (parsed.length > 0 && !(await flows.replaceImported(tenant, buildFlow(parsed)))) taken.add(id);
      }
      const now = byFlow(await records.hashesOfFlows(tenant, open));
      open = open.filter((id) => !taken.has(id) && stateOf(known.get(id)) !== stateOf(now.get(id)));
    }
    return taken;
  }

  return {
    /** Parses a source record. @returns the record to store, or a rejection */
    read(source: string, place: number): FlowRecordToKeep | Rejected {
      const record = parseEnvelope(source);
      if ('rejected' in record) return record;
      const { interactionUniqueId } = record;
      return { interactionUniqueId, parts: partsOf(record), place, source: toStoredSource(source) };
    },

    /** Stores records and builds their flows. Known records build them too, so that a repeated import repairs an interrupted one. */
    async importRecords(
      tenant: string,
      given: readonly FlowRecordToKeep[],
    ): Promise<readonly ImportOutcome[]> {
      const ids = [...new Set(given.map(({ interactionUniqueId }) => interactionUniqueId))];
      const ours = await flows.claim(tenant, ids, 'imported');
      const free = given.filter(({ interactionUniqueId }) => ours.has(interactionUniqueId));
      const kept = await records.upsert(tenant, free, clock.now());
      const outcomes = new Map(free.map((record, index) => [record, kept[index]]));
      const taken = await rebuild(
        tenant,
        ids.filter((id) => ours.has(id)),
      );
      // A flow with the identifier was started here meanwhile.
      for (const record of free)
        if (taken.has(record.interactionUniqueId)) await records.delete(tenant, record);
      return given.map((record) => {
        const outcome = outcomes.get(record);
        return outcome === undefined || taken.has(record.interactionUniqueId) ? ranHere : outcome;
      });
    },

    /** Yields the verbatim records of imported flows, and flows that ran here in the source's format. */
    async *exportFlows(tenant: string, range: Span): AsyncGenerator<string> {
      for await (const flow of flows.readAll(tenant, range)) {
        if (flow.seq > 0) yield toJacadaRecord(flow);
        else
          for (const { source } of await records.ofFlows(tenant, [flow.interactionUniqueId]))
            if (source.record !== undefined) yield sourceText(source.record);
      }
    },
  };
}

const byFlow = <Kept extends { readonly interactionUniqueId: string }>(kept: readonly Kept[]) =>
  Map.groupBy(kept, ({ interactionUniqueId }) => interactionUniqueId);

const stateOf = (kept: readonly Pick<KeptFlowRecord, 'parts' | 'source'>[] = []): string =>
  JSON.stringify(kept.map(({ parts, source }) => [parts, source.hash]).sort());
