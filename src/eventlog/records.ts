import type { EventLog } from './event-log.ts';
import { lastSeq, type LogRecord, type StreamKind } from './record.ts';

const readTogether = 500;

/** A stream's records that hold facts after a position, up to another, in order. */
export async function* recordsOf(
  log: Pick<EventLog, 'read'>,
  kind: StreamKind,
  tenant: string,
  stream: string,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): AsyncGenerator<LogRecord> {
  for (let position = after; position < upTo;) {
    const records = await log.read(tenant, kind, stream, { after: position, limit: readTogether });
    yield* records;
    const last = records.at(-1);
    if (last === undefined || records.length < readTogether) return;
    position = lastSeq(last);
  }
}
