import { lastSeq, type EventLog, type LogRecord } from '../../eventlog/index.ts';

const readTogether = 500;

/** An interaction's records that hold facts after a position, up to another, in order. */
export async function* recordsOf(
  log: EventLog,
  tenant: string,
  interactionId: string,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): AsyncGenerator<LogRecord> {
  for (let position = after; position < upTo;) {
    const records = await log.read(tenant, 'interaction', interactionId, {
      after: position,
      limit: readTogether,
    });
    yield* records;
    const last = records.at(-1);
    if (last === undefined || records.length < readTogether) return;
    position = lastSeq(last);
  }
}
