import { importRecords } from '../../src/intake/index.ts';
import type { History } from './history.ts';
import { recordTexts } from './records.ts';
import { cpuOfServer } from './server-status.ts';

export interface Fill {
  records: number;
  seconds: number;
  /** CPU time in microseconds. */
  node: number;
  mongod: number;
  peakRss: number;
}

/** Records per part. A part is generated first and then imported, so that the generation is not measured. */
const madeTogether = 2000;
const chunkBytes = 1 << 18;

/** A range of records that covers the whole year, in order of time. */
export interface Pass {
  readonly from: number;
  readonly to: number;
}

/** Imports records as an NDJSON file, through reader, importer and upsert. */
export async function fill(history: History, pass: Pass, label: string): Promise<Fill> {
  const total = emptyFill();
  for (let from = pass.from; from < pass.to; from += madeTogether) {
    await fillPart(history, pass, from, Math.min(from + madeTogether, pass.to), total);
    progress(label, pass, total);
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
  return total;
}

export const emptyFill = (): Fill => ({ records: 0, seconds: 0, node: 0, mongod: 0, peakRss: 0 });

export async function fillPart(
  { engagements, db }: History,
  pass: Pass,
  from: number,
  to: number,
  into: Fill,
): Promise<void> {
  const texts = recordTexts(pass, from, to);
  const mongod = await cpuOfServer(db);
  const cpu = process.cpuUsage();
  const began = performance.now();
  for (const [tenant, ofTenant] of texts) {
    const report = await importRecords(engagements.importer, tenant, chunks(ofTenant), {
      onReject({ reason }) {
        throw new Error(`A record was rejected: ${reason}`);
      },
    });
    into.records += report.read;
    into.peakRss = Math.max(into.peakRss, process.memoryUsage.rss());
  }
  into.seconds += (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  into.node += user + system;
  into.mongod += (await cpuOfServer(db)) - mongod;
}

async function* chunks(texts: readonly string[]): AsyncGenerator<Buffer> {
  const whole = Buffer.from(texts.join('\n'), 'utf8');
  for (let from = 0; from < whole.length; from += chunkBytes) {
    // Yields between chunks, as a file stream does.
    await Promise.resolve();
    yield whole.subarray(from, from + chunkBytes);
  }
}

let shownAt = 0;

function progress(label: string, { from, to }: Pass, fill: Fill): void {
  const now = performance.now();
  const { isTTY } = process.stderr;
  if (now - shownAt < (isTTY ? 500 : 30_000)) return;
  shownAt = now;
  const rate = Math.round(fill.records / fill.seconds);
  const line = `${label}: ${fill.records} of ${to - from}, ${rate} a second, ${mebi(fill.peakRss)} MiB at most`;
  process.stderr.write(isTTY ? `\r\x1b[K${line}` : `${line}\n`);
}

export const mebi = (bytes: number): number => Math.round(bytes / 2 ** 20);
