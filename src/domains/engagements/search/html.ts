const markup = /<[^<>]*>|&(?:#(?<decimal>\d{1,7})|#x(?<hex>[\da-f]{1,6})|(?<name>\w{1,31}));/gi;

/** Matches letters, digits, marks and joiners. */
const wordCharacters = /^[\p{L}\p{N}\p{M}\u00ad\u200c\u200d]+$/u;
/** Fills the rest of an entity's range. Soft hyphens do not end a word. */
const filler = '\u00ad';

/** Replaces tags and entities by blanks, and entities of letters by the letter. Positions stay the same. */
export const withoutMarkup = (html: string): string =>
  html.replaceAll(markup, (found: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Readonly<Record<'decimal' | 'hex' | 'name', string | undefined>>;
    const letter = letterOf(groups);
    return letter === undefined || !wordCharacters.test(letter)
      ? ' '.repeat(found.length)
      : letter.padEnd(found.length, filler);
  });

function letterOf({
  decimal,
  hex,
  name,
}: Readonly<Record<'decimal' | 'hex' | 'name', string | undefined>>): string | undefined {
  if (name !== undefined) return letterNames[name] ?? accented(name);
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  // NaN fails the comparison as well.
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

const accentNames: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  macr: '\u0304',
  breve: '\u0306',
  dot: '\u0307',
  uml: '\u0308',
  ring: '\u030a',
  dblac: '\u030b',
  caron: '\u030c',
  cedil: '\u0327',
  ogon: '\u0328',
};

/** Most names consist of a letter and an accent: `uuml` is ü. */
function accented(name: string): string | undefined {
  const accent = /^[a-z]/i.test(name) ? accentNames[name.slice(1)] : undefined;
  return accent === undefined ? undefined : `${name.charAt(0)}${accent}`.normalize('NFC');
}

const greek =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega';

const letterNames: Readonly<Record<string, string>> = {
  szlig: 'ß',
  aelig: 'æ',
  AElig: 'Æ',
  oelig: 'œ',
  OElig: 'Œ',
  oslash: 'ø',
  Oslash: 'Ø',
  eth: 'ð',
  ETH: 'Ð',
  thorn: 'þ',
  THORN: 'Þ',
  dstrok: 'đ',
  Dstrok: 'Đ',
  lstrok: 'ł',
  Lstrok: 'Ł',
  inodot: 'ı',
  shy: '\u00ad',
  zwnj: '\u200c',
  zwj: '\u200d',
  // Code points follow the order of the alphabet, with both forms of sigma.
  ...Object.fromEntries(
    greek.split(' ').flatMap((name, index) => {
      const small = String.fromCodePoint(0x3b1 + index);
      return [
        [name, small],
        [`${name.charAt(0).toUpperCase()}${name.slice(1)}`, small.toUpperCase()],
      ];
    }),
  ),
};
