/** Maximum length of a phrase's words with blanks between them. Only characters that expand to words can exceed it: see keyword.ts. */
export const maxPhraseLength = 1000;
const chunkLength = 10_000;

/**
 * Collects the words of a text as chunks such as `c i love your service `. A longer text would exceed the step limit of MongoDB's regular
 * expressions. Chunks overlap, so that one chunk contains any phrase as a whole.
 */
export function createTextChunks(letter: string) {
  const chunks: string[] = [];
  let words: string[] = [];
  let length = 0;
  let hasNewWord = false;
  const close = () => {
    if (hasNewWord) chunks.push(`${letter} ${words.join(' ')} `);
    hasNewWord = false;
  };
  return {
    add(word: string): void {
      words.push(word);
      length += word.length + 1;
      hasNewWord = true;
      if (length < chunkLength) return;
      close();
      let from = words.length;
      for (length = 0; length < maxPhraseLength && from > 0;) length += (words[--from]?.length ?? 0) + 1;
      words = words.slice(from);
    },
    end(): readonly string[] {
      close();
      return chunks;
    },
  };
}
