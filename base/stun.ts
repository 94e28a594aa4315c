// STUN binding requests (RFC 8489) as an ICE agent sends them (RFC 8445, section 7.1.1), to see whether something answers.

import { createHmac, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const bindingRequestType = 0x0001;
const bindingSuccessType = 0x0101;
const magicCookie = 0x2112a442;
const headerBytes = 20;
const attributeTypes = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  priority: 0x0024,
  iceControlling: 0x802a,
  fingerprint: 0x8028,
} as const;
const fingerprintXor = 0x5354554e;

export interface StunCredentials {
  username: string;
  password: string;
}

/** Without credentials, a plain request; what serves ICE alone does not answer that. */
export function bindingRequest(credentials?: StunCredentials): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt16BE(bindingRequestType, 0);
  header.writeUInt32BE(magicCookie, 4);
  randomBytes(12).copy(header, 8);
  if (!credentials) return header;
  let message = Buffer.concat([
    header,
    attribute(attributeTypes.username, Buffer.from(credentials.username)),
    attribute(attributeTypes.priority, Buffer.from([0x6e, 0xff, 0xff, 0xff])),
    attribute(attributeTypes.iceControlling, randomBytes(8)),
  ]);
  // Each of the two covers all before it, with a length in the header that includes itself.
  setLength(message, 24);
  const integrity = createHmac("sha1", credentials.password).update(message).digest();
  message = Buffer.concat([message, attribute(attributeTypes.messageIntegrity, integrity)]);
  setLength(message, 8);
  const fingerprint = Buffer.alloc(4);
  fingerprint.writeUInt32BE((crc32(message) ^ fingerprintXor) >>> 0);
  return Buffer.concat([message, attribute(attributeTypes.fingerprint, fingerprint)]);
}

/** Whether it is the success response to that request. */
export const isBindingSuccess = (answer: Buffer, request: Buffer): boolean =>
  answer.byteLength >= headerBytes &&
  answer.readUInt16BE(0) === bindingSuccessType &&
  answer.subarray(4, headerBytes).equals(request.subarray(4, headerBytes));

function setLength(message: Buffer, stillToComeBytes: number): void {
  message.writeUInt16BE(message.byteLength - headerBytes + stillToComeBytes, 2);
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.byteLength, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.byteLength % 4)) % 4)]);
}
