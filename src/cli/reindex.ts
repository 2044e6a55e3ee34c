import type { Configuration } from '../config/index.ts';
import { withApp } from './with-app.ts';

/** Makes what engagements are found by once more, where an older version of the program made it, or none did. */
export function reindexCommand(
  configuration: Configuration,
  { tenant }: { readonly tenant?: string },
): Promise<number> {
  return withApp(configuration, async (app, { progress, signal }) => {
    const done = await app.reindex(
      tenant,
      (count) => {
        progress.show({ message: `Indexing: ${count} engagements` });
      },
      signal,
    );
    progress.end();
    process.stdout.write(`indexed ${done} engagements\n`);
    return signal.aborted ? 1 : 0;
  });
}
