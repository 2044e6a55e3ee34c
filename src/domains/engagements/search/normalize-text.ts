/** Matches a letter with its marks. The marks of half-width katakana are separate characters. */
const letters = /[[\p{L}\p{N}\p{Script=Han}]--[\0-\x7f]][\p{M}\uff9e\uff9f]*/gv;

interface Change {
  /** Range in the normalized text. */
  readonly from: number;
  readonly to: number;
  readonly writtenFrom: number;
  readonly writtenTo: number;
}

export interface NormalizedText {
  readonly text: string;
  /** Maps a range to the original text. Calls must be in the order of the text. Undefined if the ranges are equal. */
  readonly originalRange: ((from: number, to: number) => readonly [from: number, to: number]) | undefined;
}

/** Normalizes letters (NFKC). Other characters stay: a ™ must not become part of the word before it. */
export function normalizeText(written: string): NormalizedText {
  if (written.normalize('NFKC') === written) return { text: written, originalRange: undefined };
  const changes: Change[] = [];
  let text = '';
  let done = 0;
  for (const { 0: found, index } of written.matchAll(letters)) {
    const plain = found.normalize('NFKC');
    if (plain === found) continue;
    text += written.slice(done, index);
    done = index + found.length;
    changes.push({
      from: text.length,
      to: text.length + plain.length,
      writtenFrom: index,
      writtenTo: done,
    });
    text += plain;
  }
  text += written.slice(done);
  return { text, originalRange: originalRanges(changes) };
}

/** A position inside a changed part maps to the edge of that part. */
function originalRanges(changes: readonly Change[]): NonNullable<NormalizedText['originalRange']> {
  const createMapper = (edge: 'writtenFrom' | 'writtenTo') => {
    let next = 0;
    let shift = 0;
    return (position: number): number => {
      for (let change = changes[next]; change !== undefined; change = changes[++next]) {
        if (position < change.to || (edge === 'writtenTo' && position === change.to))
          return position < change.from || (edge === 'writtenTo' && position === change.from)
            ? position + shift
            : change[edge];
        shift = change.writtenTo - change.to;
      }
      return position + shift;
    };
  };
  const [start, end] = [createMapper('writtenFrom'), createMapper('writtenTo')];
  return (from, to) => [start(from), end(to)];
}
