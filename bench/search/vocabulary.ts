/**
 * A vocabulary with the word frequencies of natural language (Zipf's law with Mandelbrot's correction for the most frequent words). The
 * first words are real words. The others consist of syllables, and rarer words are longer.
 */
const realWords =
  'the i to a you it is and my for that of in your can have we on do not this be me with so if are will but what order at was from just there get how one please thanks when no or help out up know like would now time an has see all about they day account back need try send work new card try phone email number name check wait sure thank yes sorry good today again number did still only then some let too after here them more also our us payment right page link could any thing find want than week code website been does because address price make by their delivery sent tell tomorrow money parcel store return item hello hi ok size bill cannot problem bought got look way date other same change first call over two bank as off credit next free customer service shipping come app which refund something left password before why receive paid month contact set where team open last morning click invoice gift box computer screen store tent stove colour blue broken late'.split(
    ' ',
  );
const syllables =
  'ba be bi bo da de di do fa fe fi fo ga ge go ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo za zu é ö ün ar en in or el'.split(
    ' ',
  );
const vocabularySize = 60_000;

export const vocabulary: readonly string[] = [...new Set(generateWords())].slice(0, vocabularySize);

function* generateWords(): Generator<string> {
  yield* realWords;
  // At least three syllables, since two could form a real word.
  for (let index = 0; ; index++) {
    if (index > vocabularySize) return;
    let rest = (index * 7919) % syllables.length ** 3;
    let word = '';
    for (let part = 0; part < 3; part++) {
      word += syllables[rest % syllables.length] ?? '';
      rest = Math.floor(rest / syllables.length);
    }
    yield index > 20_000 ? word + (syllables[index % syllables.length] ?? '') : word;
  }
}

const weights = Float64Array.from(vocabulary, (_, rank) => 1 / (rank + 3.7) ** 1.06);
const sums = new Float64Array(weights.length);
weights.reduce((sum, weight, rank) => (sums[rank] = sum + weight), 0);
const total = sums.at(-1) ?? 0;

/** Returns a random word by its frequency. */
export function wordBy(random: () => number): string {
  const at = random() * total;
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sums[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return vocabulary[low] ?? '';
}

/** Returns a random index, low ones more often, since agents, skills and pages are unevenly busy. */
export const unevenly = (count: number, random: () => number): number =>
  Math.min(count - 1, Math.floor(count * random() ** 2));

export const oneOf = <Item>(items: readonly Item[], random: () => number): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('The list is empty.');
  return item;
};
