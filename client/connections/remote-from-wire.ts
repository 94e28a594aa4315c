import { HoldfastError } from "../../proto/errors.ts";
import type { IceParameters, TransportDescription } from "../../proto/model.ts";
import type { Remote, RemoteIce } from "./connections.ts";

/** @throws HoldfastError bad_media when a part is missing. */
export function iceFromWire(ice: IceParameters | null | undefined): RemoteIce {
  if (!ice?.usernameFragment || !ice.password)
    throw new HoldfastError("bad_media", "the ICE credentials are not complete");
  return { usernameFragment: ice.usernameFragment, password: ice.password };
}

/** The node's end of a transport. @throws HoldfastError bad_media when a part is missing. */
export function remoteFromWire({ ice, candidates, dtls }: TransportDescription): Remote {
  if (!dtls?.fingerprints?.length) throw new HoldfastError("bad_media", "the transport's description is not complete");
  return {
    ice: iceFromWire(ice),
    candidates: (candidates ?? []).map(({ foundation, priority, address, protocol, port }) => ({
      foundation: foundation ?? "",
      priority: priority ?? 0,
      address: address ?? "",
      protocol: protocol === "tcp" ? "tcp" : "udp",
      port: port ?? 0,
    })),
    fingerprints: dtls.fingerprints.map(({ algorithm, value }) => ({ algorithm: algorithm ?? "", value: value ?? "" })),
  };
}
