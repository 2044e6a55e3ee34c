import type { z } from 'zod';
import type { Importer, ImportOutcome, Path, SourceRecord } from '../../intake/index.ts';

export type Rejected = Extract<ImportOutcome, object>;

/** Options for parsing source records: zod's own message for an absent value is "expected string, received undefined". */
export const sourceParsing: Parameters<z.ZodType['safeParse']>[1] = {
  error: ({ input }) => (input === undefined ? 'is missing' : undefined),
};

/** Parses a source record with a schema. A failure is a rejection with the path of the first fault. */
export function parseOrReject<Output extends object>(
  schema: z.ZodType<Output>,
  record: unknown,
): Output | Rejected {
  const { data, error } = schema.safeParse(record, sourceParsing);
  if (data !== undefined) return data;
  const [issue] = error?.issues ?? [];
  return {
    rejected: { path: (issue?.path ?? []) as Path, reason: issue?.message ?? 'is not a valid record' },
  };
}

export interface BatchImport<Parsed extends object> {
  readonly parse: (record: SourceRecord) => Parsed | Rejected;
  readonly idOf: (parsed: Parsed) => string;
  readonly store: (tenant: string, parsed: readonly Parsed[]) => Promise<readonly ImportOutcome[]>;
}

/**
 * Parses each record, stores the valid ones in one batch and returns an outcome per record. Batches are stored concurrently. A batch
 * waits for an earlier batch with a common record, so that the last version of a record in the file wins.
 */
export function createImportBatch<Parsed extends object>({
  parse,
  idOf,
  store,
}: BatchImport<Parsed>): Importer['importBatch'] {
  const inFlight = new Set<{ readonly ids: ReadonlySet<string>; readonly stored: Promise<unknown> }>();
  return async (tenant, records) => {
    const parsed = records.map(parse);
    const good = parsed.filter((result): result is Parsed => !('rejected' in result));
    const ids = new Set(good.map((one) => `${tenant}:${idOf(one)}`));
    const before = [...inFlight].filter((other) => !other.ids.isDisjointFrom(ids));
    const stored =
      before.length === 0
        ? store(tenant, good)
        : Promise.allSettled(before.map((other) => other.stored)).then(() => store(tenant, good));
    const own = { ids, stored };
    inFlight.add(own);
    const outcomes = (await stored.finally(() => inFlight.delete(own))).values();
    return parsed.map((result) => {
      if ('rejected' in result) return result;
      const outcome = outcomes.next();
      if (outcome.done === true) throw new Error('Fewer outcomes than records.');
      return outcome.value;
    });
  };
}
