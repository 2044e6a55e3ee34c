import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from '../config/index.ts';
import {
  DamagedError,
  importRecords,
  TrailingBytesError,
  unpack,
  type ImportReport,
} from '../intake/index.ts';
import { messageOf } from '../kernel/errors.ts';
import { importerOf } from './export.ts';
import { describeSource, mismatch } from './sources.ts';
import { withApp } from './with-app.ts';

/** The number of bytes at the beginning of a file that show its format. */
const headBytes = 1 << 16;

/**
 * Imports files, after a check of all their names and formats.
 * @returns the exit code, which is 1 if a record was rejected: rejects are printed, and the other records are imported
 */
export async function importCommand(
  configuration: Configuration,
  source: string,
  files: readonly string[],
  tenant: string,
): Promise<number> {
  if (files.filter((file) => file === '-').length > 1)
    throw new Error('Standard input (-) can be given once only.');
  const inputs: Input[] = [];
  for (const file of files) inputs.push(await inspect(file, source, tenant));
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
    for (const { name, size, open } of inputs) {
      if (signal.aborted) break;
      const report = await importRecords(importer, tenant, readNamed(name, open()), {
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
      // Files were checked before, and pipes were not.
      if (size === undefined && report.read > 0 && report.rejected === report.read)
        process.stderr.write(`${name} has no ${describeSource(source)}.\n`);
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

interface Input {
  readonly name: string;
  /** In bytes. Undefined for pipes. */
  readonly size?: number;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** @throws an error with the name of a file that cannot be read or is not of the source */
async function inspect(file: string, source: string, tenant: string): Promise<Input> {
  if (file === '-') return { name: 'standard input', open: () => process.stdin };
  const stats = await stat(file).catch(failWith(file));
  if (stats.isDirectory())
    throw new Error(
      `${file} is a directory. Name the files in it: switchboard import ${source} ${join(file, '*')} --tenant ${tenant}`,
    );
  const input = { name: file, open: () => createReadStream(file, { highWaterMark: 1 << 18 }) };
  // Data from a pipe cannot be read again.
  if (!stats.isFile()) return input;
  const reason = mismatch(source, await readHead(file).catch(failWith(file)));
  if (reason !== undefined) throw new Error(`${file} ${reason}`);
  return { ...input, size: stats.size };
}

/** Reads the first text of a file, decompressed if it is in gzip format. The import reports damage. */
async function readHead(file: string): Promise<string> {
  const head: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of unpack(createReadStream(file, { end: headBytes - 1 }))) {
      head.push(chunk);
      size += chunk.byteLength;
      if (size >= headBytes) break;
    }
  } catch (error) {
    if (!(error instanceof DamagedError || error instanceof TrailingBytesError)) throw error;
  }
  return Buffer.concat(head).toString('utf8', 0, headBytes);
}

/** Yields the input. The message of an error has the name of the file. */
async function* readNamed(name: string, input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* input;
  } catch (error) {
    failWith(name)(error);
  }
}

const failWith =
  (name: string) =>
  (error: unknown): never => {
    throw new Error(`${name} cannot be read: ${messageOf(error)}`);
  };
