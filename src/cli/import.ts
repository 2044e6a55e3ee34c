import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Configuration } from '../config/index.ts';
import { importRecords, type ImportReport } from '../intake/index.ts';
import { importerOf } from './export.ts';
import { withApp } from './with-app.ts';

/** @returns the exit code, which is 1 if a record was rejected: rejects are printed, and the other records are imported */
export function importCommand(
  configuration: Configuration,
  source: string,
  files: readonly string[],
  tenant: string,
): Promise<number> {
  return withApp(configuration, async (app, { progress, signal }) => {
    // An idle pipe would keep the process alive after a stop.
    signal.addEventListener('abort', () => process.stdin.destroy());
    const importer = importerOf(app, source);
    const total: Record<keyof ImportReport, number> = {
      read: 0,
      added: 0,
      updated: 0,
      duplicate: 0,
      disabled: 0,
      rejected: 0,
    };
    for (const file of files) {
      if (signal.aborted) break;
      const { input, size, name } = await open(file);
      const report = await importRecords(importer, tenant, input, {
        signal,
        onReject({ line, column, index, reason }) {
          progress.end();
          process.stderr.write(`${name}:${line}:${column} record ${index}: ${reason}\n`);
        },
        onProgress(bytesRead) {
          progress.show({ message: name, done: bytesRead, ...(size === undefined ? {} : { total: size }) });
        },
      });
      progress.end();
      for (const count of Object.keys(total) as (keyof ImportReport)[]) total[count] += report[count] ?? 0;
    }
    const disabled = total.disabled === 0 ? '' : `disabled ${total.disabled}, `;
    process.stdout.write(
      `read ${total.read}, added ${total.added}, updated ${total.updated}, duplicate ${total.duplicate}, ${disabled}rejected ${total.rejected}\n`,
    );
    if (signal.aborted)
      process.stderr.write('Stopped before the end. Import the same files again for the rest.\n');
    return signal.aborted ? 130 : total.rejected > 0 ? 1 : 0;
  });
}

async function open(
  file: string,
): Promise<{ input: AsyncIterable<Uint8Array>; size?: number; name: string }> {
  if (file === '-') return { input: process.stdin, name: 'standard input' };
  const { size } = await stat(file).catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  return { input: createReadStream(file, { highWaterMark: 1 << 18 }), size, name: file };
}
