/**
 * Takes a text's words one by one, and says with which of them the phrase is whole. It goes back to no word, as Knuth, Morris and Pratt
 * have it: a phrase that nearly matches everywhere takes no longer.
 */
export function createPhraseSteps(phrase: readonly string[]): (word: string) => boolean {
  const fallbacks = fallbacksOf(phrase);
  let matched = 0;
  return (word) => {
    matched = step(phrase, fallbacks, matched, word);
    return matched === phrase.length;
  };
}

/** How many words of the phrase match once the next one has come. */
function step(
  phrase: readonly string[],
  fallbacks: readonly number[],
  matched: number,
  word: string,
): number {
  let from = matched === phrase.length ? (fallbacks[matched - 1] ?? 0) : matched;
  while (from > 0 && phrase[from] !== word) from = fallbacks[from - 1] ?? 0;
  return phrase[from] === word ? from + 1 : 0;
}

/** For each word the length of the phrase's longest beginning that also ends there, and is shorter. */
function fallbacksOf(phrase: readonly string[]): readonly number[] {
  const fallbacks = [0];
  for (const word of phrase.slice(1)) fallbacks.push(step(phrase, fallbacks, fallbacks.at(-1) ?? 0, word));
  return fallbacks;
}
