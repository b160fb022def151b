const FIN_AND_TEXT = 0x81;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

/**
 * The bytes of a whole message as a server sends it: one frame of text, unmasked, not compressed (RFC 6455, section 5.2).
 * In one piece, which a socket writes in half the time that header and text by themselves take.
 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const header = headerLength(length);
  const frame = frameFor(length, header);
  frame.write(text, header);
  return frame;
}

/** The same, of a text whose pieces are bytes already: what many get is encoded once, and copied into each one's frame. */
export function textFrameOf(before: Buffer, text: Buffer, after: Buffer): Buffer {
  const length = before.length + text.length + after.length;
  const header = headerLength(length);
  const frame = frameFor(length, header);
  frame.set(before, header);
  frame.set(text, header + before.length);
  frame.set(after, header + before.length + text.length);
  return frame;
}

const headerLength = (length: number): 2 | 4 | 10 => (length < TWO_BYTES ? 2 : length < 2 ** 16 ? 4 : 10);

/** Room for a frame, with its header in it. */
function frameFor(length: number, header: 2 | 4 | 10): Buffer {
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = FIN_AND_TEXT;
  if (header === 2) frame[1] = length;
  else if (header === 4) {
    frame[1] = TWO_BYTES;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = EIGHT_BYTES;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  return frame;
}
