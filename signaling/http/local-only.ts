// The dev routes mint tokens and kill processes without asking who calls. They are for pages of this very server on
// this very machine: any other page that the developer's browser visits could call localhost as well.

import type { FastifyRequest } from "fastify";
import { HoldfastError } from "../../proto/errors.ts";

const localNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * @throws HoldfastError `forbidden` when the Host header does not name this machine (a foreign name that resolves to
 * it: DNS rebinding), or the request comes from a page of another origin.
 */
export function checkLocal(headers: { host?: string | undefined; origin?: string | undefined }): void {
  const host = URL.parse(`http://${headers.host ?? ""}`);
  if (host === null || !localNames.has(host.hostname))
    throw new HoldfastError("forbidden", "dev routes answer on localhost only");
  if (headers.origin !== undefined && URL.parse(headers.origin)?.host !== host.host) {
    throw new HoldfastError("forbidden", "dev routes answer only the pages of this server");
  }
}

export async function requireLocal(request: FastifyRequest): Promise<void> {
  checkLocal(request.headers);
}
