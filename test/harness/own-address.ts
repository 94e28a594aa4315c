import { networkInterfaces } from "node:os";

/** An IPv4 address of this machine that is not 127.0.0.1. */
export function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const own = all.find(({ family, internal }) => family === "IPv4" && !internal);
  if (!own) throw new Error("this machine has no address but 127.0.0.1, where Firefox gathers no candidates");
  return own.address;
}
