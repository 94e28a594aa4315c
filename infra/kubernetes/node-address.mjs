// Kubernetes does not tell a pod its machine's public address, nor the region that it stands in. This init container asks
// the API server, and writes both as Holdfast's configuration file: node-address.mjs FILE, with NODE_NAME in the environment.
// A machine without a public address announces its internal one.
import { readFileSync, renameSync, writeFileSync } from "node:fs";

const account = process.env.SERVICE_ACCOUNT_FOLDER ?? "/var/run/secrets/kubernetes.io/serviceaccount";
const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port, NODE_NAME: name } = process.env;
const [file] = process.argv.slice(2);
const api = process.env.KUBERNETES_API ?? `https://${host?.includes(":") ? `[${host}]` : host}:${port}`;

/** The address of a node's `status.addresses` that clients can reach best. */
export function announcedAddress(addresses) {
  for (const type of ["ExternalIP", "InternalIP"]) {
    const found = addresses.find((address) => address.type === type);
    if (found) return found.address;
  }
  throw new Error("the node has neither an ExternalIP nor an InternalIP");
}

if (file) {
  const token = readFileSync(`${account}/token`, "utf8").trim();
  const response = await fetch(`${api}/api/v1/nodes/${encodeURIComponent(name)}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`the API server answers ${response.status}: ${await response.text()}`);
  const { metadata, status } = await response.json();
  const address = announcedAddress(status.addresses);
  const region = metadata?.labels?.["topology.kubernetes.io/region"];
  writeFileSync(`${file}.new`, `${JSON.stringify({ rtcAnnouncedAddress: address, ...(region && { region }) })}\n`);
  renameSync(`${file}.new`, file);
  console.log(`announced address of ${name}: ${address}`);
}
