/** Words by which groups are sorted, the most significant first. */
type Words = readonly (string | null)[];

/** Compares word by word. Null comes after every word, and a list before the longer lists that it begins. */
export function compareWords(one: Words, other: Words): number {
  for (const [index, word] of one.entries()) {
    const against = other[index];
    if (against === undefined) return 1;
    if (word === against) continue;
    if (word === null) return 1;
    return against === null || word < against ? -1 : 1;
  }
  return one.length - other.length;
}
