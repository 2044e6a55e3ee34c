/** A letter with its marks; those of half-width katakana are letters of their own. */
const letters = /[[\p{L}\p{N}\p{Script=Han}]--[\0-\x7f]][\p{M}\uff9e\uff9f]*/gv;

interface Change {
  /** In the canonical text. */
  readonly from: number;
  readonly to: number;
  readonly writtenFrom: number;
  readonly writtenTo: number;
}

export interface CanonicalText {
  readonly text: string;
  /** Where a part of the text stands as it is written. Asked in the order of the text alone. Left out: at the same place. */
  readonly placeOf: ((from: number, to: number) => readonly [from: number, to: number]) | undefined;
}

/** A text with one way of writing each letter. Only letters: a ™ is not to become a part of the name before it. */
export function canonical(written: string): CanonicalText {
  if (written.normalize('NFKC') === written) return { text: written, placeOf: undefined };
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
  return { text, placeOf: placesBy(changes) };
}

/** What lies inside of a change stands where the whole of it does. */
function placesBy(changes: readonly Change[]): NonNullable<CanonicalText['placeOf']> {
  const placeOn = (edge: 'writtenFrom' | 'writtenTo') => {
    let next = 0;
    let shift = 0;
    return (place: number): number => {
      for (let change = changes[next]; change !== undefined; change = changes[++next]) {
        if (place < change.to || (edge === 'writtenTo' && place === change.to))
          return place < change.from || (edge === 'writtenTo' && place === change.from)
            ? place + shift
            : change[edge];
        shift = change.writtenTo - change.to;
      }
      return place + shift;
    };
  };
  const [start, end] = [placeOn('writtenFrom'), placeOn('writtenTo')];
  return (from, to) => [start(from), end(to)];
}
