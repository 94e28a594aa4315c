import type { networkInterfaces } from "node:os";

/** Loopback, and this machine's first IPv4 address besides: Firefox gathers no candidate on loopback. */
export function mediaHosts(interfaces: ReturnType<typeof networkInterfaces>): string[] {
  const outward = Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .find(({ family, internal }) => family === "IPv4" && !internal);
  return ["127.0.0.1", ...(outward ? [outward.address] : [])];
}
