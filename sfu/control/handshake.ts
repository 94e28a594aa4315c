import { clusterProof, sameProof } from "../../base/cluster-proof.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { ReplicaId } from "../../proto/ids.ts";

export const nonceBytes = 32;

interface HelloLike {
  replicaId?: string | null;
  replicaNonce?: Uint8Array | null;
  proof?: Uint8Array | null;
}

/**
 * Checks that the replica knows the cluster secret. The node's nonce is new on every connection, so that an overheard
 * Hello is worth nothing on another one; the replica's nonce does the same for the node's own proof.
 * @throws HoldfastError cluster_auth_failed, bad_request
 */
export function checkHello(
  secret: string,
  nodeNonce: Uint8Array,
  hello: HelloLike,
): { replicaId: ReplicaId; replicaNonce: Uint8Array } {
  const { replicaId = "", replicaNonce, proof } = hello;
  const expected = clusterProof(secret, ["replica", nodeNonce, replicaNonce ?? new Uint8Array(), replicaId ?? ""]);
  if (!sameProof(expected, proof ?? new Uint8Array())) throw new HoldfastError("cluster_auth_failed");
  const id = ReplicaId.parse(replicaId ?? "");
  if (!id) throw new HoldfastError("bad_request", `replica_id must be ${ReplicaId.expects}`);
  if (!replicaNonce || replicaNonce.byteLength < nonceBytes / 2)
    throw new HoldfastError("bad_request", "replica_nonce is too short");
  return { replicaId: id, replicaNonce };
}

export function nodeProof(secret: string, nodeNonce: Uint8Array, replicaNonce: Uint8Array, nodeId: string): Uint8Array {
  return clusterProof(secret, ["node", nodeNonce, replicaNonce, nodeId]);
}
