// Who counts as one when connections are limited: an IPv4 address, or an IPv6 prefix, since one customer has at least a /64
// (RFC 6177), often a /48. Pure.

import { isIPv6 } from "node:net";

export interface AddressGroup {
  key: string;
  /** How many times what one customer may have. */
  share: number;
}

const wholeSiteShare = 4;

export function addressGroups(address: string): AddressGroup[] {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return [{ key: mapped ?? address, share: 1 }];
  const groups = expand(address);
  return [
    { key: `${groups.slice(0, 4).join(":")}::/64`, share: 1 },
    { key: `${groups.slice(0, 3).join(":")}::/48`, share: wholeSiteShare },
  ];
}

/** The eight groups, without leading zeros. */
function expand(address: string): string[] {
  const [head = "", tail] = address.replace(/%.*$/, "").split("::");
  const groupsOf = (text: string): string[] => (text === "" ? [] : text.split(":"));
  const [before, after] = [groupsOf(head), groupsOf(tail ?? "")];
  // An IPv4 address at the end takes two groups; what it says is beyond every prefix that counts.
  const length = before.length + after.length + (address.includes(".") ? 1 : 0);
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - length) }, () => "0");
  return [...before, ...zeros, ...after].map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""));
}
