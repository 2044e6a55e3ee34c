import {
  ExactNumber,
  hasExactNumber,
  isJsonObject,
  parseJson,
  toPlainNumber,
} from '../../src/kernel/json.ts';

const exact = [
  '9007199254740993',
  '-9007199254740993',
  '12345678901234567890',
  '0.12345678901234567890',
  '12.50',
  '1.0',
  '-0',
  '-0.0',
  '0e0',
  '1e400',
  '-1E+5',
  '1e5',
  '9'.repeat(1000),
] as const;
const plain = ['0', '7', '-12', '12.5', '0.1', '1e+21', '9007199254740991', '1791194400000'] as const;

test.each(exact)('the number %s keeps its text', (number) => {
  const value = parseJson(number);
  expect(value).toBeInstanceOf(ExactNumber);
  expect(String(value)).toBe(number);
  expect(JSON.stringify(value)).toBe(number);
  expect(toPlainNumber(value)).toBe(Number(number));
});

test.each(plain)('the number %s is a plain number', (number) => {
  expect(parseJson(number)).toBe(Number(number));
});

test.each(exact)('the number %s keeps its text at every place of a value', (number) => {
  const text = `{"a":${number},"b":[${number},"${number}",{"c":${number}}],"d":1}`;
  expect(JSON.stringify(parseJson(text))).toBe(text);
  expect(JSON.stringify(parseJson(`[\n  ${number}\n]`))).toBe(`[${number}]`);
  expect(JSON.stringify(parseJson(`{ "a" :\t${number} }`))).toBe(`{"a":${number}}`);
  expect(hasExactNumber(parseJson(text))).toBe(true);
});

test('random numbers keep their text', () => {
  const digits = (length: number) => Array.from({ length }, () => Math.floor(Math.random() * 10)).join('');
  for (let run = 0; run < 2000; run++) {
    const whole =
      Math.random() < 0.3
        ? '0'
        : `${1 + Math.floor(Math.random() * 9)}${digits(Math.floor(Math.random() * 25))}`;
    const fraction = Math.random() < 0.5 ? '' : `.${digits(1 + Math.floor(Math.random() * 20))}`;
    const exponent =
      Math.random() < 0.7
        ? ''
        : `${Math.random() < 0.5 ? 'e' : 'E'}${['', '+', '-'][run % 3] ?? ''}${Math.floor(Math.random() * 400)}`;
    const text = `{"n":${Math.random() < 0.5 ? '-' : ''}${whole}${fraction}${exponent}}`;
    expect(JSON.stringify(parseJson(text))).toBe(text);
  }
});

test('an exact number is no object, and invalid JSON is refused with the same reason as by JSON.parse', () => {
  expect(isJsonObject(parseJson('1.0'))).toBe(false);
  expect(isJsonObject(parseJson('{"a":1.0}'))).toBe(true);
  expect(() => parseJson('[1.0,]')).toThrow(SyntaxError);
});

test('C13 a value nested deeper than the stack is parsed', () => {
  expect(hasExactNumber(parseJson(`${'['.repeat(100_000)}1.0${']'.repeat(100_000)}`))).toBe(false);
});
