import { generateKeyPairSync, randomBytes, sign, X509Certificate } from "node:crypto";
import type { Fingerprint } from "../../../client/connections/certificate.ts";

export interface PemCertificate {
  certificatePem: string;
  keyPem: string;
  fingerprint: Fingerprint;
}

/** A DER element (X.690, section 8.1) with a length of at most 65,535. */
function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...contents: Uint8Array[]): Buffer => der(0x30, ...contents);
const utcTime = (text: string): Buffer => der(0x17, Buffer.from(text));
/** 1.2.840.10045.4.3.2, ecdsa-with-SHA256 (RFC 5758). */
const algorithm = sequence(Buffer.from("06082a8648ce3d040302", "hex"));
const commonName = Buffer.from("0603550403", "hex");
const name = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from("holdfast")))));
/** Nobody looks: WebRTC trusts fingerprints (RFC 8827, section 6.5). */
const validity = sequence(utcTime("200101000000Z"), utcTime("491231235959Z"));

/** An ECDSA P-256 certificate of version 1 (RFC 5280), for DTLS. */
export function makeSelfSigned(): PemCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const serial = der(0x02, Buffer.from([0x01]), randomBytes(8));
  const spki = publicKey.export({ type: "spki", format: "der" });
  const toSign = sequence(serial, algorithm, name, validity, name, spki);
  const signature = der(0x03, Buffer.from([0]), sign("sha256", toSign, privateKey));
  const certificate = new X509Certificate(sequence(toSign, algorithm, signature));
  return {
    certificatePem: certificate.toString(),
    keyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    fingerprint: { algorithm: "sha-256", value: certificate.fingerprint256 },
  };
}
