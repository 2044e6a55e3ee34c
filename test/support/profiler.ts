import { MongoClient } from 'mongodb';
import { testDatabase } from './mongo.ts';

/** A command that the server sent to MongoDB, from MongoDB's profiler. */
export interface Query {
  /** `find`, `aggregate` (a count), `findAndModify`, `update`, `insert`, `remove`. */
  readonly command: string;
  readonly collection: string;
  readonly filter: unknown;
  /** The paths that were read, in alphabetical order. */
  readonly projection: readonly string[];
  /** `IXSCAN { tenant: 1, username: 1 }`, `IDHACK`, `COLLSCAN`. */
  readonly plan: string;
  /** Whether MongoDB sorted in memory, since no index had the order. */
  readonly sorted: boolean;
  readonly documentsRead: number;
  readonly keysRead: number;
  readonly returned: number;
}

interface ProfileEntry {
  readonly ns: string;
  readonly op: string;
  readonly command: Record<string, unknown>;
  readonly planSummary?: string;
  readonly hasSortStage?: boolean;
  readonly docsExamined?: number;
  readonly keysExamined?: number;
  readonly nreturned?: number;
}

export interface Profiler {
  /** Runs an action and returns the commands that the server sent during the action. */
  during(action: () => Promise<unknown>): Promise<readonly Query[]>;
  close(): Promise<void>;
}

/**
 * Profiles the queries in the database of a test file.
 * @param options `sweeps`: include the commands of background loops, which read all tenants and have indexes of their own
 */
export function openProfiler(testFile: string, options: { sweeps?: boolean } = {}): Profiler {
  const { uri, name } = testDatabase(testFile);
  const client = new MongoClient(uri);
  const db = client.db(name);
  return {
    async during(action) {
      await db.setProfilingLevel('all');
      try {
        await action();
      } finally {
        await db.setProfilingLevel('off');
      }
      const entries = await db
        .collection<ProfileEntry>('system.profile')
        .find({
          appName: 'switchboard',
          op: { $ne: 'killcursors' },
          ...(options.sweeps === true ? {} : { 'command.comment': { $ne: 'sweep' } }),
          ns: { $nin: ['signals', 'barriers', 'checkpoints'].map((own) => `${name}.${own}`) },
          'command.aggregate': { $ne: 1 },
        })
        .sort({ ts: 1 })
        .toArray();
      await db.dropCollection('system.profile');
      return entries.map(toQuery);
    },
    close: () => client.close(),
  };
}

function toQuery({ ns, op, command, ...entry }: ProfileEntry): Query {
  const [first = op] = Object.keys(command);
  // The profiler has an entry for each statement of a write, with the filter in `q`.
  const name = ['update', 'remove', 'insert'].includes(op) ? op : first;
  return {
    command: name,
    collection: ns.slice(ns.indexOf('.') + 1),
    filter: command.filter ?? command.query ?? command.q ?? command.pipeline,
    projection: Object.entries(command.projection ?? {})
      .flatMap(([path, included]) => (included === 0 ? [] : [path]))
      .sort(),
    plan: entry.planSummary ?? '',
    sorted: entry.hasSortStage ?? false,
    documentsRead: entry.docsExamined ?? 0,
    keysRead: entry.keysExamined ?? 0,
    returned: entry.nreturned ?? 0,
  };
}
