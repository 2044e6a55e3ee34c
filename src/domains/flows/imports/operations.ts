import type { ImportOutcome } from '../../../intake/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Span } from '../../../storage/index.ts';
import type { Rejected } from '../../shared/import-batch.ts';
import { toStoredSource, sourceText } from '../../shared/source-record.ts';
import type { FlowStore } from '../store.ts';
import { flowOf } from './build.ts';
import { createEnvelopeParser, type ToE164 } from './parse/envelope.ts';
import { partsOf } from './parse/record.ts';
import type { FlowRecordStore, FlowRecordToKeep, KeptFlowRecord } from './store.ts';
import { written } from './write.ts';

export interface FlowImportDependencies {
  readonly records: FlowRecordStore;
  readonly flows: Pick<FlowStore, 'claim' | 'replaceImported' | 'readAll'>;
  readonly toE164: ToE164;
  readonly clock: Clock;
}

export type FlowImportOperations = ReturnType<typeof createFlowImportOperations>;

const ranHere: Rejected = {
  rejected: { path: ['interactionUniqueId'], reason: 'is a flow that was run here' },
};

export function createFlowImportOperations({ records, flows, toE164, clock }: FlowImportDependencies) {
  const parseEnvelope = createEnvelopeParser(toE164);

  /**
   * Makes the flows of all that is kept of them, and again where a second importer has kept more meanwhile: whoever writes last has
   * looked after it, so no part is left out.
   * @returns those whose identifier a flow has that runs here
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
        if (parsed.length > 0 && !(await flows.replaceImported(tenant, flowOf(parsed)))) taken.add(id);
      }
      const now = byFlow(await records.hashesOfFlows(tenant, open));
      open = open.filter((id) => !taken.has(id) && stateOf(known.get(id)) !== stateOf(now.get(id)));
    }
    return taken;
  }

  return {
    /** What a record of the source says, to be kept, or why it cannot be. */
    read(source: string, place: number): FlowRecordToKeep | Rejected {
      const record = parseEnvelope(source);
      if ('rejected' in record) return record;
      const { interactionUniqueId } = record;
      return { interactionUniqueId, parts: partsOf(record), place, source: toStoredSource(source) };
    },

    /** Also of records that are known the flow is made: an import that was broken off is healed by importing again. */
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
      // One that was started here meanwhile.
      for (const record of free)
        if (taken.has(record.interactionUniqueId)) await records.delete(tenant, record);
      return given.map((record) => {
        const outcome = outcomes.get(record);
        return outcome === undefined || taken.has(record.interactionUniqueId) ? ranHere : outcome;
      });
    },

    /** Flows that came from the source as they came, a line for each record; those that ran here in its form. */
    async *exportFlows(tenant: string, range: Span): AsyncGenerator<string> {
      for await (const flow of flows.readAll(tenant, range)) {
        if (flow.seq > 0) yield written(flow);
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
