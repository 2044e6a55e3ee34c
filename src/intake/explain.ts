import { isUtf8 } from 'node:buffer';
import { COMMA, skipSpaceBack } from './bytes.ts';
import { findFault, type Fault } from './find-fault.ts';

/** The text of a record that could not be read, and the first of its faults. */
export function explain(bytes: Buffer): { text: string; fault: Fault } {
  // What follows a record up to the next is not its own.
  let end = skipSpaceBack(bytes, bytes.length, 0);
  if (bytes[end - 1] === COMMA) end = skipSpaceBack(bytes, end - 1, 0);
  const text = bytes.toString('utf8', 0, end);
  const encoding = notUtf8(bytes, text);
  const syntax = findFault(text);
  if (encoding && !(syntax && syntax.offset <= encoding.offset)) return { text, fault: encoding };
  return { text, fault: syntax ?? { offset: 0, reason: refusal(text) } };
}

/** Should JSON.parse refuse what our grammar does not, its own words have to do. */
function refusal(text: string): string {
  try {
    JSON.parse(text);
    return 'what follows the record does not belong there';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Where bytes that were decoded to `text` stop being UTF-8; undefined if they do not. */
export function notUtf8(bytes: Buffer, text: string): Fault | undefined {
  if (isUtf8(bytes)) return undefined;
  // Decoding has put U+FFFD for what it could not read. The first that the bytes do not have themselves is the place.
  let counted = 0;
  let byteOffset = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) {
    byteOffset += Buffer.byteLength(text.slice(counted, at));
    counted = at;
    const byte = bytes[byteOffset] ?? 0;
    if (byte === 0xef && bytes[byteOffset + 1] === 0xbf && bytes[byteOffset + 2] === 0xbd) continue;
    const hex = byte.toString(16).toUpperCase().padStart(2, '0');
    const reason = `the byte ${hex} is not UTF-8: is the file in another encoding, such as Latin-1?`;
    return { offset: at, reason };
  }
  return undefined;
}
