import type { Gateways } from './gateways.ts';
import { intrude } from './intruder.ts';
import type { Recorder } from './recorder.ts';
import { TenantLoad, type Conversation } from './tenant-load.ts';

export interface LoadOptions {
  readonly gateways: Gateways;
  readonly recorder: Recorder;
  /** Injects faults. The load lasts until they are over. */
  readonly faults: (signal: AbortSignal) => Promise<void>;
}

/** Runs the load of two tenants while faults occur. All clients have left at the end. @returns the conversations */
export async function runLoad({ gateways, recorder, faults }: LoadOptions): Promise<readonly Conversation[]> {
  const failed = new AbortController();
  const over = new AbortController();
  const context = { urls: gateways.urls, recorder, failed: failed.signal, over: over.signal };
  const chaos = new TenantLoad('chaos', context);
  const other = new TenantLoad('other', context);
  await chaos.begin(2);
  await other.begin(1);
  const tasks = [
    faults(failed.signal).finally(() => {
      over.abort();
    }),
    chaos.run(),
    chaos.runGuests(),
    other.run(),
    intrude(other, chaos.conversations, context),
  ].map((task) =>
    task.catch((error: unknown) => {
      failed.abort(error);
      throw error;
    }),
  );
  const outcomes = await Promise.allSettled(tasks);
  for (const load of [chaos, other]) await load.finish();
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return [...chaos.conversations, ...other.conversations];
}
