/** Of a phrase's words with blanks between. Only signs that stand for whole words make one longer: see keyword.ts. */
export const longestPhrase = 1000;
const pieceLength = 10_000;

/**
 * Takes the words of a text, and gives them as `c i love your service `, in pieces: in a long text a phrase would take MongoDB's
 * expressions more steps than they have, and then it is not found. Pieces overlap, so that every phrase is whole in one of them.
 */
export function createPieces(letter: string) {
  const pieces: string[] = [];
  let words: string[] = [];
  let length = 0;
  /** Whether there is one that is not in a piece before. */
  let isNew = false;
  const close = () => {
    if (isNew) pieces.push(`${letter} ${words.join(' ')} `);
    isNew = false;
  };
  return {
    add(word: string): void {
      words.push(word);
      length += word.length + 1;
      isNew = true;
      if (length < pieceLength) return;
      close();
      let from = words.length;
      for (length = 0; length < longestPhrase && from > 0;) length += (words[--from]?.length ?? 0) + 1;
      words = words.slice(from);
    },
    end(): readonly string[] {
      close();
      return pieces;
    },
  };
}
