import { expect, test } from "vitest";
import { handshakeProof } from "../../base/cluster-proof.ts";
import { checkHello } from "./handshake.ts";

const secret = "the cluster's secret";
const own = { nodeNonce: new Uint8Array(32).fill(1), nodeId: "node-1", url: "ws://10.0.0.5:7411" };
const agreed = { ...own, replicaId: "re_1", replicaNonce: new Uint8Array(32).fill(2), announced: true };
const { replicaId, replicaNonce, url, announced } = agreed;
const proof = handshakeProof(secret, "replica", agreed);
const hello = (changes: object = {}) => ({ replicaId, replicaNonce, url, announced, proof, ...changes });

test("takes a replica that knows the secret", () => {
  expect(checkHello(secret, own, hello())).toEqual(agreed);
});

test("takes one that was configured with another name of the node", () => {
  const configured = { ...agreed, url: "wss://node-1.example.com", announced: false };
  const itsProof = handshakeProof(secret, "replica", configured);
  expect(checkHello(secret, own, hello({ url: configured.url, announced: false, proof: itsProof }))).toEqual(
    configured,
  );
});

test.each([
  ["another secret", { proof: handshakeProof("another", "replica", agreed) }],
  [
    "a Hello from another connection",
    { proof: handshakeProof(secret, "replica", { ...agreed, nodeNonce: new Uint8Array(32) }) },
  ],
  ["a Hello for another node", { proof: handshakeProof(secret, "replica", { ...agreed, nodeId: "node-2" }) }],
  [
    "a Hello for this node at an address that it does not announce",
    { url: "ws://10.6.6.6:1", proof: handshakeProof(secret, "replica", { ...agreed, url: "ws://10.6.6.6:1" }) },
  ],
  ["a URL put in its place", { url: "ws://10.6.6.6:1" }],
  ["a configured URL made of an announced one", { announced: false }],
  ["another replica's Hello", { replicaId: "re_2" }],
  ["a node's proof sent back", { proof: handshakeProof(secret, "node", agreed) }],
  ["no proof", { proof: undefined }],
])("refuses %s", (_name, changes) => {
  expect(() => checkHello(secret, own, hello(changes))).toThrow(
    expect.objectContaining({ code: "cluster_auth_failed" }),
  );
});

test("refuses a replica without a nonce of its own", () => {
  const none = handshakeProof(secret, "replica", { ...agreed, replicaNonce: new Uint8Array() });
  expect(() => checkHello(secret, own, hello({ replicaNonce: undefined, proof: none }))).toThrow(
    expect.objectContaining({ code: "bad_request" }),
  );
});
