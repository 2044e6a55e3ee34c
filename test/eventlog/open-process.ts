import { createEventLog, type EventLog, type LogRecord } from '../../src/eventlog/index.ts';
import { systemClock, type Clock } from '../../src/kernel/clock.ts';
import { createStorage, type Storage } from '../../src/storage/index.ts';
import { testDatabase } from '../support/mongo.ts';

/** The state of a stream of notes: their texts. */
export type Notes = readonly string[];

export interface NoteFact {
  readonly type: 'note';
  readonly text: string;
}

export interface Process {
  readonly storage: Storage;
  readonly log: EventLog;
  readonly streams: ReturnType<typeof openNotes>;
  /** The records that were passed to the `written` hook, in order. */
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

/** Opens the event log of a simulated process, with its own connection to the database of the test file. */
export async function openProcess(
  testFile: string,
  change: (storage: Storage) => Storage = (same) => same,
  clock: Clock = systemClock,
): Promise<Process> {
  const { uri, name } = testDatabase(testFile);
  const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  const log = createEventLog(change(storage), clock);
  const written: LogRecord[] = [];
  const streams = openNotes(log, written);
  await storage.prepare();
  return { storage, log, streams, written };
}
