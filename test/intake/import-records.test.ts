import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  importRecords,
  type ImportOutcome,
  type ImportReport,
  type Reject,
  type SourceRecord,
} from '../../src/intake/index.ts';
import { until } from '../support/until.ts';
import { faults, importText, inChunks } from './support/import-text.ts';

type ImportBatch = (tenant: string, records: readonly SourceRecord[]) => Promise<readonly ImportOutcome[]>;

const importerOf = (importBatch: ImportBatch) => ({ source: 'test', containers: [], importBatch });
const ndjson = (count: number): string => Array.from({ length: count }, (_, id) => `{"id":${id}}\n`).join('');
const ids = (records: readonly SourceRecord[]): number[] =>
  records.map(({ value }) => (value as { id: number }).id);
const added = (records: readonly SourceRecord[]): ImportOutcome[] => records.map(() => 'added');

describe('the report of an import', () => {
  test('counts the outcomes of the domain', async () => {
    const outcomes: ImportOutcome[] = [
      'added',
      'updated',
      'duplicate',
      'duplicate',
      { rejected: { path: [], reason: 'no' } },
    ];
    const imported = await importText(`${ndjson(5)}{`, {
      outcome: ({ index }) => outcomes[index] ?? 'added',
    });
    expect(imported.report).toEqual({ read: 6, added: 1, updated: 1, duplicate: 2, rejected: 2 });
  });

  test('rejects of the reader and of the domain are reported in the order of the file', async () => {
    const { rejects } = await importText('{"id":0}\n{id:1}\n{"id":2}\n{id:3}\n{"id":4}\n', {
      outcome: ({ index }) => (index === 4 ? 'added' : { rejected: { path: ['id'], reason: `is ${index}` } }),
      batch: { records: 3 },
    });
    expect(rejects.map(({ index, line }) => [index, line])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
  });
});

describe('a record that the domain rejects', () => {
  const record =
    '{\n  "id": "a",\n  "transcript": [\n    {},\n    { "é": "x", "createdAt": 5 }\n  ], "odd key": 1,\n  "id": 7\n}';

  test.each<[string, (string | number)[], string]>([
    ['a value', ['transcript', 1, 'createdAt'], '6:30 transcript[1].createdAt: no'],
    ['the first element', ['transcript', 0], '5:5 transcript[0]: no'],
    ['a whole record', [], '2:3 no'],
    ['a key that needs quotes', ['odd key'], '7:17 ["odd key"]: no'],
    ['the last of a key that is given twice, which is the one that counts', ['id'], '8:9 id: no'],
    [
      'what is missing, by its nearest parent',
      ['transcript', 1, 'chatContent', 'text'],
      '6:5 transcript[1].chatContent.text: no',
    ],
    ['an element that is missing', ['transcript', 2], '4:17 transcript[2]: no'],
    ['a part of what has none', ['id', 'part', 0], '8:9 id.part[0]: no'],
    ['a field of an array', ['transcript', 'length'], '4:17 transcript.length: no'],
  ])('is reported with line and column in the file: %s', async (_what, path, fault) => {
    const imported = await importText(`[\n  ${record},{}]`, {
      outcome: ({ index }) => (index === 0 ? { rejected: { path, reason: 'no' } } : 'added'),
    });
    // The record starts at line 2, column 3.
    expect(faults(imported)).toEqual([fault]);
    expect(imported.report).toMatchObject({ read: 2, added: 1, rejected: 1 });
  });
});

describe('the batches of an import', () => {
  async function sizes(file: string, batch: { records?: number; chars?: number }): Promise<number[]> {
    const seen: number[] = [];
    await importRecords(
      importerOf((_tenant, records) => {
        seen.push(records.length);
        return Promise.resolve(added(records));
      }),
      'acme',
      inChunks(file, 50),
      { batch },
    );
    return seen;
  }

  test('have limits for the records and the text, exceeded by one record at most', async () => {
    expect(await sizes(ndjson(7), { records: 3 })).toEqual([3, 3, 1]);
    expect(await sizes(ndjson(7), { chars: 16 })).toEqual([2, 2, 2, 1]);
    expect(await sizes(ndjson(501), {})).toEqual([500, 1]);
  });

  test('are for the tenant and never empty', async () => {
    const tenants: string[] = [];
    await importRecords(
      importerOf((tenant, records) => {
        tenants.push(tenant);
        return Promise.resolve(added(records));
      }),
      'acme',
      inChunks('nonsense\n{"id":1}\nmore nonsense', 10),
      { batch: { records: 1 } },
    );
    expect(tenants).toEqual(['acme']);
  });

  test('are imported two at a time, while the next one is read', async () => {
    let inFlight = 0;
    let most = 0;
    let readWhileInFlight = 0;
    const waiting: (() => void)[] = [];
    async function* input(): AsyncGenerator<Uint8Array> {
      for await (const chunk of inChunks(ndjson(12), 9)) {
        if (inFlight > 0) readWhileInFlight += 1;
        yield chunk;
        // The batches in flight are only answered when the input is read on, or waits for them.
        setImmediate(() => waiting.shift()?.());
      }
    }
    const importer = importerOf(async (_tenant, records) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await new Promise<void>((resolve) => waiting.push(resolve));
      inFlight -= 1;
      return added(records);
    });
    const importing = importRecords(importer, 'acme', input(), { batch: { records: 3 } });
    const answering = setInterval(() => waiting.shift()?.(), 5);
    const report = await importing;
    clearInterval(answering);
    expect(report.added).toBe(12);
    expect(most).toBe(2);
    expect(readWhileInFlight).toBeGreaterThan(0);
  });

  test('apply backpressure to the input when the domain is slow', async () => {
    let given = 0;
    async function* input(): AsyncGenerator<Uint8Array> {
      for await (const chunk of inChunks(ndjson(100), 10)) {
        given += 1;
        yield chunk;
      }
    }
    const answers: (() => void)[] = [];
    const stop = new AbortController();
    const importer = importerOf(async (_tenant, records) => {
      await new Promise<void>((resolve) => answers.push(resolve));
      return added(records);
    });
    const importing = importRecords(importer, 'acme', input(), {
      batch: { records: 5 },
      signal: stop.signal,
    });
    await until(() => answers.length === 2);
    // The import yields to other tasks, so it gets turns of the event loop.
    for (let turn = 0; turn < 100; turn += 1) await nextTurn();
    // Two batches are on their way, and a third is gathered.
    expect(answers).toHaveLength(2);
    expect(given).toBeGreaterThan(10);
    expect(given).toBeLessThan(20);
    stop.abort();
    for (const answer of answers) answer();
    expect((await importing).added).toBe(10);
  });

  test('need one outcome per record', async () => {
    const importing = importRecords(
      importerOf(() => Promise.resolve(['added'])),
      'acme',
      inChunks(ndjson(2), 10),
    );
    await expect(importing).rejects.toThrow('The test importer gave 1 outcomes for 2 records');
  });
});

describe('an import that fails', () => {
  test('throws the error of the domain, and starts no further batch', async () => {
    const seen: number[] = [];
    const reports: ImportReport[] = [];
    const rejects: Reject[] = [];
    const importing = importRecords(
      importerOf((_tenant, records) => {
        seen.push(...ids(records));
        return records[0]?.index === 2
          ? Promise.reject(new Error('the database is gone'))
          : Promise.resolve(added(records));
      }),
      'acme',
      inChunks(`${ndjson(5)}nonsense\n${ndjson(90)}`, 10),
      {
        batch: { records: 2 },
        onProgress: (_bytes, report) => reports.push(report),
        onReject: (reject) => rejects.push(reject),
      },
    );
    await expect(importing).rejects.toThrow('the database is gone');
    expect(seen).toEqual([0, 1, 2, 3]);
    expect(rejects).toEqual([]);
    expect(reports.at(-1)).toEqual({ read: 2, added: 2, updated: 0, duplicate: 0, rejected: 0 });
  });

  test('throws at once, even if the input is idle', async () => {
    async function* input(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(ndjson(2));
      await new Promise(() => undefined);
    }
    const importer = importerOf(() => Promise.reject(new Error('the database is gone')));
    await expect(importRecords(importer, 'acme', input(), { batch: { records: 1 } })).rejects.toThrow(
      'is gone',
    );
  });

  test('throws the error of the input when the batch in flight is acknowledged', async () => {
    async function* input(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(ndjson(2));
      await Promise.resolve();
      throw new Error('the disk is gone');
    }
    let last: ImportReport | undefined;
    const importer = importerOf(async (_tenant, records) => {
      await new Promise((resolve) => setImmediate(resolve));
      return added(records);
    });
    const importing = importRecords(importer, 'acme', input(), {
      batch: { records: 1 },
      onProgress: (_bytes, report) => (last = report),
    });
    await expect(importing).rejects.toThrow('the disk is gone');
    expect(last?.added).toBeGreaterThan(0);
  });
});

describe('an import that is stopped', () => {
  test('waits for the batch in flight, and reports the acknowledged records', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    let isClosed = false;
    async function* input(): AsyncGenerator<Uint8Array> {
      try {
        yield* inChunks(ndjson(100), 10);
      } finally {
        isClosed = true;
      }
    }
    const importer = importerOf(async (_tenant, records) => {
      if (records[0]?.index === 4) stop.abort();
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(...ids(records));
      return added(records);
    });
    const report = await importRecords(importer, 'acme', input(), {
      batch: { records: 2 },
      signal: stop.signal,
    });
    expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
    expect(report).toEqual({ read: 6, added: 6, updated: 0, duplicate: 0, rejected: 0 });
    expect(isClosed).toBe(true);
  });

  test('does not wait for an idle input', async () => {
    const stop = new AbortController();
    async function* input(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(ndjson(3));
      setImmediate(() => {
        stop.abort();
      });
      await new Promise(() => undefined);
    }
    const importer = importerOf((_tenant, records) => Promise.resolve(added(records)));
    const report = await importRecords(importer, 'acme', input(), {
      batch: { records: 2 },
      signal: stop.signal,
    });
    expect(report.added).toBe(2);
  });

  test('reads nothing if it was stopped before its start', async () => {
    const importer = importerOf((_tenant, records) => Promise.resolve(added(records)));
    const report = await importRecords(importer, 'acme', inChunks(ndjson(3), 10), {
      signal: AbortSignal.abort(),
    });
    expect(report.read).toBe(0);
  });
});

test('progress is reported in bytes of the file, up to its size', async () => {
  const told: [number, number][] = [];
  const file = ndjson(20);
  await importText(file, {
    chunkBytes: 50,
    batch: { records: 5 },
    onProgress: (bytesRead, { read }) => told.push([bytesRead, read]),
  });
  expect(told.map(([bytesRead]) => bytesRead)).toEqual(
    told.map(([bytesRead]) => bytesRead).toSorted((x, y) => x - y),
  );
  expect(told.at(-1)).toEqual([file.length, 20]);
  expect(told.length).toBeGreaterThan(4);
});
