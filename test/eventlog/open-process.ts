import { createEventLog, type EventLog, type LogRecord } from '../../src/eventlog/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { createStorage, type Storage } from '../../src/storage/index.ts';
import { testDatabase } from '../support/mongo.ts';

/** What a stream of notes comes to: their texts. */
export type Notes = readonly string[];

export interface NoteFact {
  readonly type: 'note';
  readonly text: string;
}

export interface Process {
  readonly storage: Storage;
  readonly log: EventLog;
  readonly streams: ReturnType<typeof openNotes>;
  /** What was told of, in the order of telling. */
  readonly written: LogRecord[];
}

export const openNotes = (log: EventLog, written: LogRecord[]) =>
  log.streams<Notes>(
    {
      kind: 'interaction',
      initial: [],
      fold: (state, { facts }) => [...state, ...(facts as NoteFact[]).map(({ text }) => text)],
    },
    {
      written: (_, __, ___, records) => {
        written.push(...records);
        return Promise.resolve();
      },
    },
  );

/** One process's log, over a connection of its own to the test file's database. */
export async function openProcess(
  testFile: string,
  change: (storage: Storage) => Storage = (same) => same,
): Promise<Process> {
  const { uri, name } = testDatabase(testFile);
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  const log = createEventLog(change(storage), systemClock);
  const written: LogRecord[] = [];
  const streams = openNotes(log, written);
  await storage.prepare();
  return { storage, log, streams, written };
}
