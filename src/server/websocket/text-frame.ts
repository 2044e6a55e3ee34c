/** A frame that ends its message, and holds text. */
const finalText = 0x81;
const closingBrace = 0x7d;

/** The frame of a message that ends with a payload that is there already, and a brace. */
export function textFrame(head: string, headBytes: number, payload: Buffer): Buffer {
  const length = headBytes + payload.length + 1;
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = finalText;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(0, 2);
    frame.writeUInt32BE(length, 6);
  }
  frame.write(head, start);
  payload.copy(frame, start + headBytes);
  frame[start + length - 1] = closingBrace;
  return frame;
}
