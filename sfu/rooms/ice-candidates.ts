import type { TransportDescription } from "../../proto/model.ts";

/** RFC 8445, section 5.1.2.2: all candidates are of the type "host", whose addresses clients reach as they are. */
const hostPreference = 126;
const component = 1;
const highestLocalPreference = 65_535;

/**
 * One candidate for each address and protocol, all of the one port that the worker takes media on. Priorities follow RFC 8445,
 * section 5.1.2.1. UDP comes before TCP, which waits for what was lost. Among addresses the operator's order holds: a browser
 * checks pairs one after another, some 50 ms apart, and only the operator knows by which address most clients come.
 */
export function describeCandidates(addresses: readonly string[], port: number): TransportDescription["candidates"] {
  return (["udp", "tcp"] as const).flatMap((protocol, p) =>
    addresses.map((address, n) => {
      const localPreference = highestLocalPreference - p * addresses.length - n;
      return {
        foundation: `${protocol}${n}`,
        priority: hostPreference * 2 ** 24 + localPreference * 2 ** 8 + (256 - component),
        address,
        protocol,
        port,
        type: "host",
        tcpType: protocol === "tcp" ? "passive" : "",
      };
    }),
  );
}
