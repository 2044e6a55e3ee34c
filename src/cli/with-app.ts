import { openApp, type App } from '../app.ts';
import type { Configuration } from '../config/index.ts';
import { createLogger } from './output.ts';
import { createProgress, type ProgressBar } from './progress.ts';
import { listenForStop } from './stop-signals.ts';

/** Runs a command on the database. A server can use the same database meanwhile. */
export async function withApp(
  configuration: Configuration,
  act: (app: App, tools: { progress: ProgressBar; signal: AbortSignal }) => Promise<number>,
): Promise<number> {
  const stop = listenForStop(configuration.startedByNpm);
  const progress = createProgress();
  // A command prints its own messages, so its log has only warnings and errors.
  const log = createLogger({
    LOG_LEVEL: configuration.LOG_LEVEL === 'info' ? 'warn' : configuration.LOG_LEVEL,
  });
  try {
    const app = await openApp(configuration, { log, onProgress: progress.show, signal: stop.signal });
    try {
      await app.storage.prepare();
      return await act(app, { progress, signal: stop.signal });
    } finally {
      await app.close();
    }
  } finally {
    progress.end();
    stop.release();
  }
}
