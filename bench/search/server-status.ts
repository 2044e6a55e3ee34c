import type { Db } from 'mongodb';

interface Status {
  readonly extra_info: { readonly user_time_us: number; readonly system_time_us: number };
  readonly mem: { readonly resident: number };
}

const statusOf = async (db: Db): Promise<Status> =>
  (await db.admin().command({ serverStatus: 1 })) as unknown as Status;

/** Returns the CPU time of mongod in microseconds. */
export async function cpuOfServer(db: Db): Promise<number> {
  const { extra_info: used } = await statusOf(db);
  return used.user_time_us + used.system_time_us;
}

/** Returns the resident memory of mongod in MiB. */
export const memoryOfServer = async (db: Db): Promise<number> => (await statusOf(db)).mem.resident;

export interface Sizes {
  readonly documents: number;
  readonly stored: number;
  readonly indexes: Readonly<Record<string, number>>;
}

/** Returns the sizes of the collection and its indexes in bytes. */
export async function sizesOf(db: Db): Promise<Sizes> {
  const [stats] = await db
    .collection('engagements')
    .aggregate<{ storageStats: { count: number; storageSize: number; indexSizes: Record<string, number> } }>([
      { $collStats: { storageStats: {} } },
    ])
    .toArray();
  const storage = stats?.storageStats;
  return {
    documents: storage?.count ?? 0,
    stored: storage?.storageSize ?? 0,
    indexes: storage?.indexSizes ?? {},
  };
}
