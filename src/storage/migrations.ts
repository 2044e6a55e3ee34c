import type { Db } from 'mongodb';

/** One step from the previous schema version of the database to `version`. */
export interface Migration {
  /** One more than the version of the migration before it. The first is 1. */
  readonly version: number;
  readonly name: string;
  /**
   * Changes the documents of all tenants. Must be idempotent: if the process dies inside `up`, another process calls it again.
   * A collection may be missing or empty: a new database runs every migration.
   */
  readonly up: (db: Db) => Promise<void>;
}

const openEnd = new Date(-2);

/** Gives engagements that have not ended the terms and the sort key by which searches exclude them. */
async function markOpenEngagements(db: Db): Promise<void> {
  const terms = {
    $map: { input: { $ifNull: ['$search.terms', []] }, as: 'term', in: { $concat: ['~', '$$term'] } },
  };
  await db
    .collection('engagements')
    .updateMany({ 'info.ended': false, 'search.end': { $ne: openEnd } }, [
      { $set: { 'search.terms': terms, 'search.end': openEnd } },
    ]);
}

/** The migrations of this release, oldest first. The last one defines the schema version that the code reads and writes. */
export const databaseMigrations: readonly Migration[] = [
  { version: 1, name: 'the layout of release 0.1.0', up: () => Promise.resolve() },
  { version: 2, name: 'search terms of engagements that have not ended', up: markOpenEngagements },
];
