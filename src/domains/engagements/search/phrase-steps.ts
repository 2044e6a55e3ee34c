/**
 * Returns a function that takes the words of a text one by one, and returns true for each word that completes the phrase. It uses the
 * Knuth-Morris-Pratt algorithm, whose time is linear for every text.
 */
export function createPhraseSteps(phrase: readonly string[]): (word: string) => boolean {
  const fallbacks = fallbacksOf(phrase);
  let matched = 0;
  return (word) => {
    matched = step(phrase, fallbacks, matched, word);
    return matched === phrase.length;
  };
}

/** Returns the number of matched words after the next word. */
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

/** Computes the failure function: for each word, the length of the longest proper prefix of the phrase that ends there. */
function fallbacksOf(phrase: readonly string[]): readonly number[] {
  const fallbacks = [0];
  for (const word of phrase.slice(1)) fallbacks.push(step(phrase, fallbacks, fallbacks.at(-1) ?? 0, word));
  return fallbacks;
}
