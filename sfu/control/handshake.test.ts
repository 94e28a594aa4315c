import { expect, test } from "vitest";
import { clusterProof } from "../../base/cluster-proof.ts";
import { checkHello } from "./handshake.ts";

const secret = "the cluster's secret";
const nodeNonce = new Uint8Array(32).fill(1);
const replicaNonce = new Uint8Array(32).fill(2);
const hello = (changes: object = {}) => ({
  replicaId: "re_1",
  replicaNonce,
  proof: clusterProof(secret, ["replica", nodeNonce, replicaNonce, "re_1"]),
  ...changes,
});

test("takes a replica that knows the secret", () => {
  expect(checkHello(secret, nodeNonce, hello()).replicaId).toBe("re_1");
});

test.each([
  ["another secret", { proof: clusterProof("another", ["replica", nodeNonce, replicaNonce, "re_1"]) }],
  [
    "a Hello from another connection",
    { proof: clusterProof(secret, ["replica", new Uint8Array(32), replicaNonce, "re_1"]) },
  ],
  ["another replica's Hello", { replicaId: "re_2" }],
  ["a node's proof sent back", { proof: clusterProof(secret, ["node", nodeNonce, replicaNonce, "re_1"]) }],
  ["no proof", { proof: undefined }],
])("refuses %s", (_name, changes) => {
  expect(() => checkHello(secret, nodeNonce, hello(changes))).toThrow(
    expect.objectContaining({ code: "cluster_auth_failed" }),
  );
});

test("refuses a replica without a nonce of its own", () => {
  const proof = clusterProof(secret, ["replica", nodeNonce, new Uint8Array(), "re_1"]);
  expect(() => checkHello(secret, nodeNonce, hello({ replicaNonce: undefined, proof }))).toThrow(
    expect.objectContaining({ code: "bad_request" }),
  );
});
