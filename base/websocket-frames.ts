// Whole binary messages as WebSocket frames (RFC 6455, section 5.2), all in one buffer, so that they go out in one write.
// ws does everything else of the protocol; its own way to send takes two buffers and a write for each message.

const finalBinary = 0x82;
const maskBit = 0x80;
const maskBytes = 4;
/** Lengths from here on stand in two bytes of their own, and beyond 65,535 in eight. */
const extended16From = 126;
const extended64 = 127;
const max16 = 0xffff;

/**
 * `byClient`: a client has to mask (section 5.3). The key is there to keep scripts of strangers from writing what they
 * like through a proxy; between our own processes it is zero, which leaves the payload as it is.
 */
export function binaryFrames(messages: readonly Uint8Array[], byClient: boolean): Buffer {
  const maskLength = byClient ? maskBytes : 0;
  let total = 0;
  for (const { length } of messages) total += headerLength(length) + maskLength + length;
  const frames = Buffer.allocUnsafe(total);
  let at = 0;
  for (const message of messages) {
    at = writeHeader(frames, at, message.length, byClient ? maskBit : 0);
    if (byClient) at = frames.writeUInt32BE(0, at);
    frames.set(message, at);
    at += message.length;
  }
  return frames;
}

function headerLength(length: number): number {
  if (length < extended16From) return 2;
  return length <= max16 ? 4 : 10;
}

function writeHeader(frames: Buffer, at: number, length: number, mask: number): number {
  frames[at] = finalBinary;
  if (length < extended16From) {
    frames[at + 1] = mask | length;
    return at + 2;
  }
  if (length <= max16) {
    frames[at + 1] = mask | extended16From;
    return frames.writeUInt16BE(length, at + 2);
  }
  frames[at + 1] = mask | extended64;
  return frames.writeUIntBE(length, frames.writeUInt16BE(0, at + 2), 6);
}
