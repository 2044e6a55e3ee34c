import type { Clock } from '../kernel/clock.ts';
import { recordsOf, type EventLog } from './event-log.ts';
import { noTime, type Head, type Heads } from './heads.ts';
import { lastSeq, type StreamKind } from './record.ts';

/** Records become visible in a slightly different order than that of their log timestamps. The difference is less than this. */
const overlapMs = 15_000;

export interface ProjectionDefinition {
  readonly kind: StreamKind;
  /** Returns the sequence number up to which a stream is projected. */
  readonly projectedSeq: (tenant: string, stream: string) => Promise<number>;
  /** Projects the current state of a stream. @returns false if it must be tried again */
  readonly reproject: (tenant: string, stream: string) => Promise<boolean>;
}

/**
 * Returns a function that repairs projections: it projects all streams whose process died after appending to the log and before
 * projecting. It reads the records since the checkpoint and moves the checkpoint if every projection succeeded.
 */
export const createProjectionCatchUp =
  (log: EventLog, clock: Clock, { kind, projectedSeq, reproject }: ProjectionDefinition) =>
  async (): Promise<void> => {
    const startedAt = clock.now();
    const checkpoint = await log.checkpoint(kind);
    const changed = new Map<string, { readonly tenant: string; readonly stream: string; seq: number }>();
    if (checkpoint !== undefined)
      for await (const record of log.changesSince(new Date(checkpoint.getTime() - overlapMs))) {
        const { tenant, stream } = record;
        if (record.kind === kind)
          changed.set(`${tenant}:${stream}`, { tenant, stream, seq: lastSeq(record) });
      }
    let isComplete = true;
    let failure: { readonly error: unknown } | undefined;
    for (const { tenant, stream, seq } of changed.values())
      try {
        if ((await projectedSeq(tenant, stream)) < seq)
          isComplete = (await reproject(tenant, stream)) && isComplete;
      } catch (error) {
        // The failure of one stream does not delay the others.
        failure ??= { error };
      }
    if (failure !== undefined) throw failure.error;
    if (isComplete) await log.moveCheckpoint(kind, startedAt);
  };

export interface RebuildOptions {
  /** Rebuilds the projections of this tenant only. Default: all tenants. */
  readonly tenant?: string | undefined;
  /** Called after each stream with the number of streams so far. */
  readonly onProgress?: (count: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Rebuilds the projections of a kind of streams from the log alone. Servers may run at the same time.
 * @param project must overwrite the stored projection even if it is at the same sequence number
 * @returns the number of rebuilt streams
 */
export async function rebuildProjections<State>(
  log: EventLog,
  heads: Heads<State>,
  project: (tenant: string, head: Head<State>) => Promise<void>,
  { tenant, onProgress, signal }: RebuildOptions,
): Promise<number> {
  const { kind, initial } = heads.definition;
  let count = 0;
  for await (const stream of log.streamsOf(kind, tenant)) {
    if (signal?.aborted === true) break;
    let head: Head<State> = { seq: 0, at: noTime, state: initial };
    for await (const record of recordsOf(log, kind, stream.tenant, stream.stream, {
      after: 0,
      upTo: Infinity,
    }))
      head = heads.next(head, record);
    await project(stream.tenant, head);
    count++;
    onProgress?.(count);
  }
  return count;
}
