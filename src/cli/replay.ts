import type { Configuration } from '../config/index.ts';
import { withApp } from './with-app.ts';

export interface ReplayFlags {
  readonly tenant?: string;
  readonly newEpoch?: boolean;
}

/** Rebuilds all projections from the log. */
export function replayCommand(
  configuration: Configuration,
  { tenant, newEpoch = false }: ReplayFlags,
): Promise<number> {
  return withApp(configuration, async (app, { progress, signal }) => {
    if (newEpoch) await app.ids.renew();
    for (const [kind, rebuild] of Object.entries(app.rebuilds)) {
      const count = await rebuild({
        tenant,
        onProgress: (done) => {
          progress.show({ message: `Replaying the log: ${done} ${kind}` });
        },
        signal,
      });
      progress.end();
      process.stdout.write(`replayed ${count} ${kind}\n`);
    }
    return signal.aborted ? 1 : 0;
  });
}
