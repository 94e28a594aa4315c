import type { types } from "mediasoup-client";
import { HoldfastError } from "../../proto/errors.ts";
import type { Remote } from "./batching-handler.ts";
import type { IceParameters, TransportDescription, wire } from "../../proto/model.ts";

/** @throws HoldfastError bad_media when a part is missing. */
export function iceParametersFromWire(ice: IceParameters | null | undefined): types.IceParameters {
  if (!ice?.usernameFragment || !ice.password)
    throw new HoldfastError("bad_media", "the ICE credentials are not complete");
  return { usernameFragment: ice.usernameFragment, password: ice.password, iceLite: ice.iceLite ?? false };
}

/** The node's end of a transport. @throws HoldfastError bad_media when a part is missing. */
export function remoteFromWire({ ice, candidates, dtls }: TransportDescription): Remote {
  if (!dtls?.fingerprints?.length) {
    throw new HoldfastError("bad_media", "the transport's description is not complete");
  }
  return {
    iceParameters: iceParametersFromWire(ice),
    iceCandidates: (candidates ?? []).map(
      (candidate) =>
        ({
          foundation: candidate.foundation ?? "",
          priority: candidate.priority ?? 0,
          address: candidate.address ?? "",
          ip: candidate.address ?? "",
          protocol: candidate.protocol === "tcp" ? "tcp" : "udp",
          port: candidate.port ?? 0,
          type: "host",
          ...(candidate.tcpType ? { tcpType: "passive" } : {}),
        }) as types.IceCandidate,
    ),
    dtlsParameters: {
      // mediasoup's side is passive as soon as it is told that we are the client (RFC 8842, section 5).
      role: dtls.role === "client" || dtls.role === "server" ? dtls.role : "auto",
      fingerprints: dtls.fingerprints.map(({ algorithm, value }) => ({ algorithm, value }) as types.DtlsFingerprint),
    },
  };
}

/**
 * The wire's description of a transport, as mediasoup-client takes it.
 * @throws HoldfastError bad_media when a part is missing.
 */
export function transportOptions(
  description: TransportDescription,
  certificate: RTCCertificate | undefined,
  iceServers: readonly wire.IceServer.$Shape[] = [],
): types.TransportOptions {
  const { id } = description;
  if (!id) throw new HoldfastError("bad_media", "the transport has no id");
  return {
    id,
    ...remoteFromWire(description),
    iceServers: iceServers.map(({ urls, username, credential }) => ({
      urls: urls ?? [],
      ...(username ? { username, credential: credential ?? "" } : {}),
    })),
    ...(certificate ? { additionalSettings: { certificates: [certificate] } } : {}),
  };
}
