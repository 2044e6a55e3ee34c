import type { EventLog } from './event-log.ts';
import { lastSeq, type StreamKind } from './record.ts';
import type { Clock } from '../kernel/clock.ts';

/** The order of writing and that of the log's times differ by less. */
const overlapMs = 15_000;

export interface Projection {
  readonly kind: StreamKind;
  /** How far a stream's projection is. */
  readonly projectedSeq: (tenant: string, stream: string) => Promise<number>;
  /** Makes what follows from the log, as it is now. @returns whether that succeeded */
  readonly reproject: (tenant: string, stream: string) => Promise<boolean>;
}

/**
 * What was written to the log, and to nothing else, before a process died.
 * @returns does it for all streams of a kind that have changed since the last time
 */
export const createProjectionCatchUp =
  (log: EventLog, clock: Clock, { kind, projectedSeq, reproject }: Projection) =>
  async (): Promise<void> => {
    const began = clock.now();
    const last = await log.checkpoint(kind);
    const newest = new Map<string, { readonly tenant: string; readonly stream: string; seq: number }>();
    if (last !== undefined)
      for await (const record of log.changesSince(new Date(last.getTime() - overlapMs))) {
        const { tenant, stream } = record;
        if (record.kind === kind) newest.set(`${tenant}:${stream}`, { tenant, stream, seq: lastSeq(record) });
      }
    let isDone = true;
    let failure: { readonly error: unknown } | undefined;
    for (const { tenant, stream, seq } of newest.values())
      try {
        if ((await projectedSeq(tenant, stream)) < seq) isDone = (await reproject(tenant, stream)) && isDone;
      } catch (error) {
        // The others do not wait for it.
        failure ??= { error };
      }
    if (failure !== undefined) throw failure.error;
    if (isDone) await log.moveCheckpoint(kind, began);
  };
