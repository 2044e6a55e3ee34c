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
    for (const [what, replay] of Object.entries(app.replays)) {
      const done = await replay(
        tenant,
        (count) => {
          progress.show({ message: `Replaying the log: ${count} ${what}` });
        },
        signal,
      );
      progress.end();
      process.stdout.write(`replayed ${done} ${what}\n`);
    }
    return signal.aborted ? 1 : 0;
  });
}
