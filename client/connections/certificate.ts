import { HoldfastError } from "../../proto/errors.ts";

export interface Fingerprint {
  /** Such as sha-256 (RFC 8122). */
  algorithm: string;
  /** Upper-case hex pairs with colons. */
  value: string;
}

export interface Certificate {
  certificate: RTCCertificate;
  fingerprints: Fingerprint[];
}

const dayMs = 24 * 3_600_000;
/** The most that browsers grant; left to themselves, they make certificates for 30 days. */
const lifetimeMs = 365 * dayMs;
/** A call that joins with a certificate may go on for long. */
const leastLeftMs = 180 * dayMs;

/** Whether another one is due for what joins now: no peer connection is made with one that has expired. */
export const isAging = ({ certificate }: Certificate, unixMs: number): boolean =>
  certificate.expires - unixMs < leastLeftMs;

/** One ECDSA certificate for all paths: 1 ms to make, where RSA takes hundreds. */
export async function makeCertificate(): Promise<Certificate> {
  const certificate = await RTCPeerConnection.generateCertificate({
    name: "ECDSA",
    namedCurve: "P-256",
    expires: lifetimeMs,
  } as AlgorithmIdentifier);
  // Firefox has no getFingerprints(): there a description made with the certificate tells.
  const told =
    "getFingerprints" in certificate ? certificate.getFingerprints() : await fingerprintsOfOffer(certificate);
  const fingerprints = told.flatMap(({ algorithm, value }) =>
    algorithm && value ? [{ algorithm: algorithm.toLowerCase(), value: value.toUpperCase() }] : [],
  );
  if (fingerprints.length === 0)
    throw new HoldfastError("bad_media", "the browser does not tell its certificate's fingerprint");
  return { certificate, fingerprints };
}

async function fingerprintsOfOffer(certificate: RTCCertificate): Promise<Fingerprint[]> {
  const connection = new RTCPeerConnection({ certificates: [certificate] });
  try {
    connection.addTransceiver("audio", { direction: "recvonly" });
    return fingerprintsInSdp((await connection.createOffer()).sdp ?? "");
  } finally {
    connection.close();
  }
}

/** The distinct a=fingerprint lines of a description (RFC 8122, section 5). */
export function fingerprintsInSdp(sdp: string): Fingerprint[] {
  const found = new Map<string, Fingerprint>();
  for (const [, algorithm = "", value = ""] of sdp.matchAll(/^a=fingerprint:([\w-]+) ([0-9A-Fa-f:]+)\s*$/gm)) {
    found.set(`${algorithm} ${value}`, { algorithm, value });
  }
  return [...found.values()];
}
