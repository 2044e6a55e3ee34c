import { readFileSync } from 'node:fs';
/**
 * Imports a file that is made while it is read, and prints the most memory that took: `import-generated.ts FORM MB`.
 */
import { importRecords } from '../../../src/intake/index.ts';

const [form = 'ndjson', size = '200'] = process.argv.slice(2);
const recordBytes = 5_000;
const line = {
  time: '2017-02-01 17:12:03.246+0000',
  timeL: 1485969123246,
  text: 'I love your service, "really" {much}',
};
const lines = Array.from({ length: 40 }, (_, lineSeq) => ({ ...line, lineSeq }));
const unpadded = JSON.stringify({ info: { engagementId: 'e' }, transcript: { lines } });
const record = unpadded.replace('"e"', `"e${'0'.repeat(recordBytes - unpadded.length)}"`);
const count = (Number(size) * 1e6) / recordBytes;

// oxlint-disable-next-line typescript/require-await -- what a file's stream is
async function* file(): AsyncGenerator<Uint8Array> {
  const [head, between, tail] = {
    response: ['{"_metadata":{},"interactionHistoryRecords":[', ',', '],"end":true}'],
    // One record that is larger than any may be, and one after it.
    record: ['{"all":[', ',', `]}\n${record}`],
    ndjson: ['', '\n', '\n'],
  }[form] ?? ['', '', ''];
  yield Buffer.from(head ?? '');
  for (let index = 0; index < count; index += 10) {
    const batch = Array.from({ length: 10 }, () => record).join(between);
    yield Buffer.from(index + 10 < count ? `${batch}${between ?? ''}` : batch);
  }
  yield Buffer.from(tail ?? '');
}

let records = 0;
const importer = {
  source: 'test',
  containers: ['interactionHistoryRecords'],
  importBatch: (_tenant: string, batch: readonly unknown[]) => {
    records += batch.length;
    return Promise.resolve(batch.map(() => 'added' as const));
  },
};
await importRecords(importer, 'acme', file());
// Not resourceUsage().maxRSS: on Linux a new process begins with the peak of the one that it was forked from.
const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
process.stdout.write(JSON.stringify({ records, megabytes: Number(peak) / 1024 }));
