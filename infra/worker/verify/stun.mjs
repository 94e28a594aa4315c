import { createHmac, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const BINDING_REQUEST = 0x0001;
const MAGIC_COOKIE = 0x2112a442;
const USERNAME = 0x0006;
const MESSAGE_INTEGRITY = 0x0008;
const PRIORITY = 0x0024;
const USE_CANDIDATE = 0x0025;
const FINGERPRINT = 0x8028;
const ICE_CONTROLLING = 0x802a;

function attribute(type, value) {
  const header = Buffer.alloc(4);
  header.writeUInt16BE(type, 0);
  header.writeUInt16BE(value.length, 2);
  return Buffer.concat([header, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

/** The header's length field counts an attribute that is still to come, of `comingBytes` (RFC 8489, section 14.5). */
function withLength(message, comingBytes) {
  message.writeUInt16BE(message.length - 20 + comingBytes, 2);
  return message;
}

/** An ICE connectivity check that nominates its pair (RFC 8445, section 7.2.2). */
export function nominatingCheck({ usernameFragment, password }) {
  const header = Buffer.alloc(8);
  header.writeUInt16BE(BINDING_REQUEST, 0);
  header.writeUInt32BE(MAGIC_COOKIE, 4);
  let message = Buffer.concat([
    header,
    randomBytes(12),
    attribute(USERNAME, Buffer.from(`${usernameFragment}:check`)),
    attribute(PRIORITY, Buffer.from([0x6e, 0x7f, 0xff, 0xff])),
    attribute(ICE_CONTROLLING, randomBytes(8)),
    attribute(USE_CANDIDATE, Buffer.alloc(0)),
  ]);
  const integrity = createHmac("sha1", password).update(withLength(message, 24)).digest();
  message = Buffer.concat([message, attribute(MESSAGE_INTEGRITY, integrity)]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE((crc32(withLength(message, 8)) ^ 0x5354554e) >>> 0);
  return withLength(Buffer.concat([message, attribute(FINGERPRINT, sum)]), 0);
}
