// At which addresses clients reach this node's media ports. They are described, not listened on: one socket on 0.0.0.0 is
// reached by any address of the machine, and behind NAT by addresses that the machine does not have.

import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import type { networkInterfaces } from "node:os";
import { ConfigError } from "../base/config.ts";

type Family = 4 | 6;

/** Stands in the list for the addresses of the machine's own interfaces. */
export const interfacesWord = "interfaces";

export interface MediaAddressesOptions {
  rtcHost: readonly string[];
  rtcAnnouncedAddress: readonly string[];
  lookup(name: string): Promise<LookupAddress[]>;
  interfaces: ReturnType<typeof networkInterfaces>;
}

const familyOf = (address: string): Family | undefined => (isIP(address) || undefined) as Family | undefined;
const isAny = (host: string): boolean => host === "0.0.0.0" || host === "::";
const familyNames = { 4: "IPv4", 6: "IPv6" } as const;

/**
 * The addresses that clients are told, in the order given. Of each family: those that are announced, or else those that are
 * listened on. Host names are resolved here and now, because Firefox ignores candidates that are names.
 * @throws ConfigError when a name does not resolve, or when nothing would be reached there
 */
export async function resolveMediaAddresses(options: MediaAddressesOptions): Promise<string[]> {
  const { rtcHost, rtcAnnouncedAddress } = options;
  const families = new Set(rtcHost.map(familyOf));
  const named = await Promise.all(rtcAnnouncedAddress.map((name) => addressesOf(name, families, options)));
  const announced = named.flat();
  const announcedFamilies = new Set(announced.map(familyOf));
  const own = rtcHost.filter((host) => !announcedFamilies.has(familyOf(host)));
  const unreachable = own.filter(isAny);
  if (unreachable.length > 0)
    throw refusal(
      `names no ${familyNames[familyOf(unreachable[0]!)!]} address, but HOLDFAST_RTC_HOST is ${unreachable[0]}`,
    );
  return [...new Set([...announced, ...own])];
}

async function addressesOf(
  name: string,
  families: ReadonlySet<Family | undefined>,
  { lookup, interfaces }: MediaAddressesOptions,
): Promise<string[]> {
  if (name === interfacesWord) return ownAddresses(interfaces).filter((address) => families.has(familyOf(address)));
  let addresses = [name];
  if (!familyOf(name))
    try {
      addresses = (await lookup(name)).map(({ address }) => address);
    } catch (cause) {
      throw refusal(`names ${name}, which does not resolve: ${(cause as Error).message}`);
    }
  const reached = addresses.filter((address) => families.has(familyOf(address)));
  if (reached.length === 0)
    throw refusal(`names ${name} (${addresses.join(", ")}), but HOLDFAST_RTC_HOST has no address of that family`);
  return reached;
}

/** Loopback is reached by nobody else, and link-local addresses only with the name of an interface. */
function ownAddresses(interfaces: MediaAddressesOptions["interfaces"]): string[] {
  return Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
    .map(({ address }) => address);
}

const refusal = (problem: string): ConfigError => new ConfigError([`HOLDFAST_RTC_ANNOUNCED_ADDRESS ${problem}`]);
