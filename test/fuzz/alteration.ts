import fc from 'fast-check';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Alters an opaque text: truncates it, changes or inserts characters, or makes it huge. */
export const alteration = fc.oneof(
  fc.nat().map((at) => (text: string) => text.slice(0, at % Math.max(text.length, 1))),
  fc.nat().map((at) => (text: string) => text.slice(at % Math.max(text.length, 1))),
  fc.tuple(fc.nat(), fc.nat(63)).map(([at, index]) => (text: string) => {
    const place = at % Math.max(text.length, 1);
    return text.slice(0, place) + (alphabet[index] ?? '') + text.slice(place + 1);
  }),
  fc.tuple(fc.nat(), fc.nat(7)).map(([at, bit]) => (text: string) => {
    const bytes = Buffer.from(text, 'base64url');
    if (bytes.length > 0) bytes.writeUInt8((bytes[at % bytes.length] ?? 0) ^ (1 << bit), at % bytes.length);
    return bytes.toString('base64url');
  }),
  fc.constantFrom<(text: string) => string>(
    (text) => text + text,
    (text) => ` ${text}`,
    (text) => `${text}=`,
    (text) => text.repeat(2000).slice(0, 100_000),
    (text) => text.toUpperCase(),
    () => '',
    () => '\u0000',
    () => Buffer.from('null').toString('base64url'),
    () => Buffer.from('["engagements",{"$gt":0},1e999]').toString('base64url'),
    () => Buffer.from('['.repeat(10_000)).toString('base64url'),
  ),
  fc.string({ maxLength: 60 }).map((random) => () => random),
);
