import fc, { type Arbitrary } from 'fast-check';

type Json = Record<string, unknown>;

/** A value that a source does not document, in the place of one that it does. */
export const oddValue: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    0,
    -1,
    1.5,
    1e308,
    2 ** 53,
    [],
    {},
    [[]],
    'undefined',
    'null',
    'NaN',
  ),
  fc.constantFrom<unknown>(
    '2026-13-45T99:99:99Z',
    '1970-01-01',
    '+275760-09-13',
    '12:00',
    99_999_999_999_999,
  ),
  fc.constantFrom<unknown>('\u0000', '\u202e', 'a'.repeat(5000), '$where', { $gt: '' }, { 'a.b': 1 }),
  fc.constantFrom<unknown>(JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`), {
    __proto__: null,
    toString: 1,
  }),
  fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value).toWellFormed()) as unknown),
);

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    ...(path.length === 0 ? [] : [path]),
    ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key])),
  ];
}

function replaced(value: unknown, [key, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (typeof value !== 'object' || value === null) return value;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Json;
  const next = replaced(copy[key], rest, change);
  if (next === undefined) Reflect.deleteProperty(copy, key);
  else copy[key] = next;
  return copy;
}

/** Returns variants of a record in which up to three values, at any depth, are odd or missing, or are texts of numbers and the reverse. */
export function withOddValues<Value extends object>(record: Value): Arbitrary<Value> {
  const paths = pathsOf(record);
  const change = fc.oneof(
    oddValue.map((odd) => () => odd),
    fc.constant(() => undefined),
    fc.constant((old: unknown) => (typeof old === 'number' ? String(old) : Number(JSON.stringify(old)))),
    fc.constant((old: unknown) => [old]),
  );
  return fc
    .array(fc.tuple(fc.constantFrom(...paths), change), { maxLength: 3 })
    .map((changes) =>
      changes.reduce<unknown>((changed, [path, how]) => replaced(changed, path, how), record),
    ) as Arbitrary<Value>;
}
