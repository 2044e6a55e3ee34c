import type { Db, Document } from 'mongodb';
import type { History } from './history.ts';
import { caller, listFields, pageLength, type SearchQuery } from './search-queries.ts';
import { measure, type Times } from './measure.ts';

/**
 * The baseline: MongoDB's text index over the same texts of the same engagements. It starts with the tenant, and has no stemming and no
 * stop words, like the search that is measured. It has no keyword areas: it searches all texts.
 */
const textIndex = { tenant: 1, 'search.texts': 'text' } as const;
const name = 'bench_text';

export async function measureText(
  { db }: History,
  searches: readonly SearchQuery[],
): Promise<ReadonlyMap<string, Times>> {
  const engagements = db.collection('engagements');
  await engagements.createIndex(textIndex, { name, default_language: 'none' }, {});
  try {
    const times = new Map<string, Times>();
    for (const search of searches) {
      const { text } = search;
      if (text === undefined) continue;
      const measured = await measure((random) => firstPage(db, text(random)));
      if (measured !== undefined) times.set(search.name, measured);
    }
    return times;
  } finally {
    await engagements.dropIndex(name);
  }
}

async function firstPage(
  db: Db,
  { words, filter }: ReturnType<NonNullable<SearchQuery['text']>>,
): Promise<number> {
  const { start } = filter;
  const query: Document = {
    tenant: caller.tenant,
    // Words in quotation marks are required.
    $text: {
      $search: words.includes('"')
        ? words
        : words
            .split(' ')
            .map((word) => `"${word}"`)
            .join(' '),
    },
    ...(start == null ? {} : { startTime: { $gte: start.from, $lt: start.to } }),
  };
  const found = await db
    .collection('engagements')
    .find(query, { projection: { _id: 0, ...listFields } })
    .sort({ startTime: -1, engagementId: -1 })
    .limit(pageLength)
    .toArray();
  return found.length;
}
