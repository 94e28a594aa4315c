import type { types } from "mediasoup";
import { HoldfastError } from "../../proto/errors.ts";
import { ParticipantId, SessionId, TrackId } from "../../proto/ids.ts";
import type { AttachSession } from "../messages.ts";
import type { KnownCapabilities } from "./receive-capabilities.ts";
import type { PathOptions } from "./peer-path.ts";
import type { TrackMute } from "./track-mutes.ts";
import { checkTexts } from "./update-member.ts";

export interface AskedPath extends PathOptions {
  name: string;
  metadata: string;
  /** What the replica knows to be set for its tracks. */
  mutes: TrackMute[];
}

/** Checks what an Attach says of one session. @throws HoldfastError bad_request, bad_media */
export function readAttach(asked: AttachSession, known: KnownCapabilities): AskedPath {
  const sessionId = SessionId.parse(asked.sessionId ?? "");
  const participantId = ParticipantId.parse(asked.participant?.id ?? "");
  if (!sessionId || !participantId)
    throw new HoldfastError("bad_request", `session and participant ids must be ${SessionId.expects}`);
  const { name = "", metadata = "", joinedAtMs } = asked.participant ?? {};
  checkTexts(name, metadata);
  return {
    sessionId,
    participantId,
    name,
    metadata,
    joinedAtMs: joinedAtMs || Date.now(),
    follows: SessionId.parse(asked.follows ?? ""),
    returning: asked.returning ?? false,
    mediaGrants: asked.mediaGrants ?? "",
    hidden: asked.hidden ?? false,
    canPublish: asked.canPublish ?? false,
    canSubscribe: asked.canSubscribe ?? false,
    autoSubscribe: asked.autoSubscribe ?? false,
    capabilities: known.of(asked.rtpCapabilities ?? new Uint8Array()),
    fingerprint: readFingerprint(asked.fingerprints ?? []),
    mutes: (asked.mutes ?? []).flatMap(({ trackId, muted, revision }) => {
      const id = TrackId.parse(trackId ?? "");
      return id ? [{ trackId: id, muted: muted ?? false, revision: revision ?? 0 }] : [];
    }),
  };
}

const hexPairs = /^[0-9A-F]{2}(:[0-9A-F]{2}){19,63}$/;
const algorithms = new Set(["sha-1", "sha-224", "sha-256", "sha-384", "sha-512"]);

/** The worker compares one fingerprint, as text in upper case; browsers' RTCCertificate gives lower case. */
function readFingerprint(
  fingerprints: readonly { algorithm?: string | null; value?: string | null }[],
): types.DtlsFingerprint {
  const chosen = fingerprints.find(({ algorithm }) => algorithm === "sha-256") ?? fingerprints[0];
  const algorithm = (chosen?.algorithm ?? "").toLowerCase();
  const value = (chosen?.value ?? "").toUpperCase();
  if (!algorithms.has(algorithm) || !hexPairs.test(value)) throw new HoldfastError("bad_media", "DTLS fingerprint");
  return { algorithm: algorithm as types.FingerprintAlgorithm, value };
}
