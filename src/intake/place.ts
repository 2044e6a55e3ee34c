import { NEWLINE, SPACE, TAB } from './bytes.ts';

/** 1-based; a line ends at its `\n`, and columns count UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The place in the file of what is at `offset` in a text that starts at `base`. */
export function positionIn(base: Position, text: string, offset: number): Position {
  let line = base.line;
  let lineStart = -1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { line, column: lineStart < 0 ? base.column + offset : offset - lineStart + 1 };
}

/** How far the file has been consumed. */
export class Place {
  line = 1;
  column = 1;
  /** How much white space the line began with, or -1 once there was anything else on it. */
  indent = 0;

  get position(): Position {
    return { line: this.line, column: this.column };
  }

  advance(bytes: Buffer, from: number, to: number): void {
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === NEWLINE) {
        this.line += 1;
        this.column = 1;
        this.indent = 0;
        continue;
      }
      // The bytes that continue a character have no column of their own; four bytes make a surrogate pair.
      if ((byte & 0xc0) !== 0x80) this.column += byte >= 0xf0 ? 2 : 1;
      if (byte !== SPACE && byte !== TAB) this.indent = -1;
      else if (this.indent >= 0) this.indent += 1;
    }
  }

  /** The same for a record whose lines the scanner has counted already. */
  advanceOver(text: string, newlines: number, lastNewline: number, bytes: Buffer, to: number): void {
    if (newlines === 0) {
      this.column += text.length;
    } else {
      this.line += newlines;
      this.column = 1;
      this.advance(bytes, lastNewline + 1, to);
    }
    this.indent = -1;
  }
}
