import { type Handshake, handshakeProof, sameProof } from "../../base/cluster-proof.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { ReplicaId } from "../../proto/ids.ts";

export const nonceBytes = 32;

interface HelloLike {
  replicaId?: string | null;
  replicaNonce?: Uint8Array | null;
  proof?: Uint8Array | null;
  url?: string | null;
  announced?: boolean | null;
}

/** What the node itself knows of the connection. */
export interface OwnEnd {
  nodeNonce: Uint8Array;
  nodeId: string;
  /** Of its control port, as it announces it. */
  url: string;
}

/**
 * Checks that the replica knows the cluster secret, and meant this node: a Hello for another node, or for this one at an
 * address that it does not have, was passed on by somebody in between.
 * @throws HoldfastError cluster_auth_failed, bad_request
 */
export function checkHello(secret: string, own: OwnEnd, hello: HelloLike): Handshake & { replicaId: ReplicaId } {
  const { nodeNonce, nodeId } = own;
  const replicaNonce = hello.replicaNonce ?? new Uint8Array();
  const [replicaId, url, announced] = [hello.replicaId ?? "", hello.url ?? "", hello.announced ?? false];
  const about = { nodeNonce, replicaNonce, replicaId, nodeId, url, announced };
  const proved = sameProof(handshakeProof(secret, "replica", about), hello.proof ?? new Uint8Array());
  if (!proved) throw new HoldfastError("cluster_auth_failed");
  if (announced && url !== own.url)
    throw new HoldfastError("cluster_auth_failed", `the replica dialled ${url}, which is not this node's ${own.url}`);
  const id = ReplicaId.parse(replicaId);
  if (!id) throw new HoldfastError("bad_request", `replica_id must be ${ReplicaId.expects}`);
  if (replicaNonce.byteLength < nonceBytes / 2) throw new HoldfastError("bad_request", "replica_nonce is too short");
  return { ...about, replicaId: id };
}
