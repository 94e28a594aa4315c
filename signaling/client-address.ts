import type { IncomingMessage } from "node:http";

/** Who sent the request: the last address that a proxy of ours has added, or the socket's. 0 = there is no proxy. */
export function clientAddress(request: IncomingMessage, trustedProxyHops: number): string {
  const header = trustedProxyHops > 0 ? request.headers["x-forwarded-for"] : undefined;
  const chain = (Array.isArray(header) ? header.join(",") : (header ?? "")).split(",").map((address) => address.trim());
  return chain.at(-trustedProxyHops || chain.length) || request.socket.remoteAddress || "unknown";
}
