import { MongoServerError, type Db, type IndexDescription } from 'mongodb';
import { rethrow } from './driver-errors.ts';

/** The indexes that the stores of a process rely on. */
export interface IndexRegistry {
  add(collection: string, indexes: readonly IndexDescription[]): void;
  /** Creates the indexes that do not exist. */
  create(): Promise<void>;
  /** Returns the indexes that do not exist, as `collection {key}`. */
  missing(): Promise<readonly string[]>;
}

export function createIndexRegistry(db: Db): IndexRegistry {
  const wanted = new Map<string, IndexDescription[]>();
  const forEachCollection = <Result>(
    act: (collection: string, indexes: readonly IndexDescription[]) => Promise<Result>,
  ): Promise<Result[]> => Promise.all([...wanted].map(([name, indexes]) => act(name, indexes)));

  return {
    add(collection, indexes) {
      if (indexes.length > 0) wanted.set(collection, [...(wanted.get(collection) ?? []), ...indexes]);
    },
    async create() {
      await forEachCollection((name, indexes) => db.collection(name).createIndexes([...indexes])).catch(
        rethrow,
      );
    },
    async missing() {
      const missing = await forEachCollection(async (name, indexes) => {
        const existing = new Set((await existingIndexes(db, name)).map(identityOf));
        return indexes
          .filter((index) => !existing.has(identityOf(index)))
          .map(({ key }) => `${name} ${JSON.stringify(key)}`);
      });
      return missing.flat();
    },
  };
}

const identityOf = ({ key, unique }: IndexDescription): string => JSON.stringify([key, unique === true]);

const namespaceNotFound = 26;

const existingIndexes = (db: Db, collection: string): Promise<IndexDescription[]> =>
  db
    .collection(collection)
    .indexes()
    .catch((error: unknown) =>
      error instanceof MongoServerError && error.code === namespaceNotFound ? [] : rethrow(error),
    );
