import { MongoClient } from 'mongodb';
import { testDatabase } from './mongo.ts';

/** A command that the server sent to MongoDB, as MongoDB's profiler saw it. */
export interface Query {
  /** `find`, `aggregate` (a count), `findAndModify`, `update`, `insert`, `remove`. */
  readonly command: string;
  readonly collection: string;
  readonly filter: unknown;
  /** Which paths were read, in alphabetical order. */
  readonly projection: readonly string[];
  /** `IXSCAN { tenant: 1, username: 1 }`, `IDHACK`, `COLLSCAN`. */
  readonly plan: string;
  /** Whether it had to sort what an index gave it in another order. */
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
  /** What the server asks of MongoDB while something is done. */
  during(act: () => Promise<unknown>): Promise<readonly Query[]>;
  close(): Promise<void>;
}

/**
 * Looks at the queries of a test file's own database.
 * @param options `sweeps`: also at what the server does by itself, over all tenants, which has indexes of its own
 */
export function openProfiler(testFile: string, options: { sweeps?: boolean } = {}): Profiler {
  const { uri, name } = testDatabase(testFile);
  const client = new MongoClient(uri);
  const db = client.db(name);
  return {
    async during(act) {
      await db.setProfilingLevel('all');
      try {
        await act();
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
  // A write's own statement is profiled one by one, with its filter as `q`.
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
