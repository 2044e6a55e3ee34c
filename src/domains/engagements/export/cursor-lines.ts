import type { Exported } from './search-export.ts';

/** So much is sent again at most, after an export that was cut off. */
const every = 1000;

/**
 * Between the records, and after the last, a line with the cursor that goes on from there: for clients that cannot read trailers, and
 * for exports that are cut off.
 */
export async function* withCursorLines(pieces: AsyncIterable<Exported>): AsyncGenerator<Exported> {
  let cursor: string | undefined;
  let found = 0;
  for await (const piece of pieces) {
    yield piece;
    cursor = piece.cursor ?? cursor;
    found++;
    if (found % every === 0) yield { text: lineOf(cursor), records: 0 };
  }
  yield { text: lineOf(cursor), records: 0 };
}

const lineOf = (cursor: string | undefined): string => `${JSON.stringify({ cursor: cursor ?? null })}\n`;
