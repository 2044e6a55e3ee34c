import type { Db, Document } from 'mongodb';
import type { History } from './history.ts';
import { caller, listFields, pageLength, type SearchQuery } from './search-queries.ts';
import { measure, type Times } from './measure.ts';

/**
 * What MongoDB itself offers: a text index, over the same texts of the same engagements. Each tenant has its own part of it, and no word
 * is cut to its stem or left out, as in the search that it is compared with. It does not know areas: it looks in all texts.
 */
const textIndex = { tenant: 1, 'search.texts': 'text' } as const;
const name = 'bench_text';

export async function measureText(
  { db }: History,
  questions: readonly SearchQuery[],
): Promise<ReadonlyMap<string, Times>> {
  const engagements = db.collection('engagements');
  await engagements.createIndex(textIndex, { name, default_language: 'none' }, {});
  try {
    const times = new Map<string, Times>();
    for (const question of questions) {
      const { text } = question;
      if (text === undefined) continue;
      const measured = await measure((random) => firstPage(db, text(random)));
      if (measured !== undefined) times.set(question.name, measured);
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
  const asked: Document = {
    tenant: caller.tenant,
    // Words in quotation marks must all be there.
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
    .find(asked, { projection: { _id: 0, ...listFields } })
    .sort({ startTime: -1, engagementId: -1 })
    .limit(pageLength)
    .toArray();
  return found.length;
}
