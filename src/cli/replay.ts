import type { Configuration } from '../config/index.ts';
import { withApp } from './with-app.ts';

export interface ReplayFlags {
  readonly tenant?: string;
  readonly newEpoch?: boolean;
}

/** Makes everything that is made of the log once more. */
export function replayCommand(
  configuration: Configuration,
  { tenant, newEpoch = false }: ReplayFlags,
): Promise<number> {
  return withApp(configuration, async (app, { progress, signal }) => {
    if (newEpoch) await app.ids.renew();
    const done = await app.replay(
      tenant,
      (count) => {
        progress.show({ message: `Replaying the log: ${count} interactions` });
      },
      signal,
    );
    progress.end();
    process.stdout.write(`replayed ${done} interactions\n`);
    return signal.aborted ? 1 : 0;
  });
}
