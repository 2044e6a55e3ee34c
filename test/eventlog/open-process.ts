import { setImmediate } from 'node:timers/promises';
import { createEventLog, type EventLog, type LogRecord } from '../../src/eventlog/index.ts';
import { systemClock, type Clock } from '../../src/kernel/clock.ts';
import { createStorage, type Storage } from '../../src/storage/index.ts';
import { testDatabase, type TestDatabase } from '../support/mongo.ts';

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
      async written(_, __, ___, records) {
        // A projection takes a moment. Callers that do not wait for it are detected.
        await setImmediate();
        written.push(...records);
      },
    },
  );

/** Opens the event log of a simulated process, with its own connection to the database of the test file. */
export async function openProcess(
  testFile: string,
  change: (storage: Storage) => Storage = (same) => same,
  clock: Clock = systemClock,
): Promise<Process> {
  return openProcessOn({ ...testDatabase(testFile), timeoutMs: 10_000 }, change, clock);
}

/** Opens the event log of a simulated process on any database. */
export async function openProcessOn(
  { uri, name, timeoutMs }: TestDatabase & { readonly timeoutMs: number },
  change: (storage: Storage) => Storage = (same) => same,
  clock: Clock = systemClock,
): Promise<Process> {
  const storage = createStorage({ uri, database: name, timeoutMs });
  const log = createEventLog(change(storage), clock);
  const written: LogRecord[] = [];
  const streams = openNotes(log, written);
  await storage.prepare();
  return { storage, log, streams, written };
}
