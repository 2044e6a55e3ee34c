import { NEWLINE, SPACE, TAB } from './bytes.ts';

/** A position in a file, 1-based. A line ends at its `\n`, and columns count UTF-16 code units, as editors do. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Returns the position in the file of the character at `offset` in a text that starts at `base`. */
export function positionIn(base: TextPosition, text: string, offset: number): TextPosition {
  let line = base.line;
  let lineStart = -1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { line, column: lineStart < 0 ? base.column + offset : offset - lineStart + 1 };
}

/** Counts lines and columns up to the first byte that is not consumed. */
export class PositionCounter {
  line = 1;
  column = 1;
  /** Whether the line has had only white space so far. */
  isLineStart = true;

  get position(): TextPosition {
    return { line: this.line, column: this.column };
  }

  advance(bytes: Buffer, from: number, to: number): void {
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === NEWLINE) {
        this.line += 1;
        this.column = 1;
        this.isLineStart = true;
        continue;
      }
      // The continuation bytes of a character have no column. A character of four bytes is a surrogate pair.
      if ((byte & 0xc0) !== 0x80) this.column += byte >= 0xf0 ? 2 : 1;
      if (byte !== SPACE && byte !== TAB) this.isLineStart = false;
    }
  }

  /** Advances over a record whose lines the scanner has counted. */
  advanceOver(text: string, newlines: number, lastNewline: number, bytes: Buffer, to: number): void {
    if (newlines === 0) {
      this.column += text.length;
    } else {
      this.line += newlines;
      this.column = 1;
      this.advance(bytes, lastNewline + 1, to);
    }
    this.isLineStart = false;
  }
}
