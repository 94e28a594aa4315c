// What the operator reads when a command fails: sentences for what an operator can mend, a stack only for a defect.

import { ConfigError } from "../base/config.ts";
import { HoldfastError } from "../proto/errors.ts";

/** A failure that its own sentence explains. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

export function describeFailure(thrown: unknown): string {
  if (thrown instanceof ConfigError)
    return ["holdfast: cannot start:", ...thrown.problems.map((problem) => `  ${problem}`)].join("\n");
  if (thrown instanceof CommandError || thrown instanceof HoldfastError) return `holdfast: ${thrown.message}`;
  if (!(thrown instanceof Error)) return `holdfast: ${String(thrown)}`;
  const { code, address, port } = thrown as NodeJS.ErrnoException & { address?: string; port?: number };
  const place = `${address ?? "this machine"}, port ${port ?? "?"}`;
  if (code === "EADDRINUSE")
    return `holdfast: ${place} is already taken: stop what listens there, or configure another port.`;
  if (code === "EACCES" && port !== undefined)
    return `holdfast: no permission to listen on ${place}: choose a port above 1023.`;
  if (code === "EADDRNOTAVAIL")
    return `holdfast: ${address ?? "the address"} is not an address of this machine: configure another one.`;
  return `holdfast: ${thrown.stack ?? thrown.message}`;
}
