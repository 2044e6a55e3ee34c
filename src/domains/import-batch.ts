import type { ImportOutcome, SourceRecord } from '../intake/index.ts';

export type Rejected = Extract<ImportOutcome, object>;

/** Parses each record, stores the good ones together, and says of each what became of it. */
export async function importBatch<Parsed extends object>(
  records: readonly SourceRecord[],
  parse: (record: SourceRecord) => Parsed | Rejected,
  store: (parsed: readonly Parsed[]) => Promise<readonly ImportOutcome[]>,
): Promise<readonly ImportOutcome[]> {
  const parsed = records.map(parse);
  const good = parsed.filter((result): result is Parsed => !('rejected' in result));
  const stored = (await store(good))[Symbol.iterator]();
  return parsed.map((result) => {
    if ('rejected' in result) return result;
    const outcome = stored.next();
    if (outcome.done === true) throw new Error('Fewer outcomes than records.');
    return outcome.value;
  });
}
