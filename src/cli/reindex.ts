import type { Configuration } from '../config/index.ts';
import { withApp } from './with-app.ts';

/** Makes what records are found by once more, where an older version of the program made it, or none did. */
export function reindexCommand(
  configuration: Configuration,
  { tenant }: { readonly tenant?: string },
): Promise<number> {
  return withApp(configuration, async (app, { progress, signal }) => {
    for (const [what, reindex] of Object.entries(app.reindexes)) {
      const done = await reindex(
        tenant,
        (count) => {
          progress.show({ message: `Indexing: ${count} ${what}` });
        },
        signal,
      );
      progress.end();
      process.stdout.write(`indexed ${done} ${what}\n`);
      if (signal.aborted) return 1;
    }
    return 0;
  });
}
