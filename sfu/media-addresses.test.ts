import { describe, expect, test } from "vitest";
import { type MediaAddressesOptions, resolveMediaAddresses } from "./media-addresses.ts";

const names: Record<string, string[]> = {
  "media.example.com": ["203.0.113.5", "2001:db8::5"],
  "six.example.com": ["2001:db8::6"],
};
const resolve = (rtcHost: string[], rtcAnnouncedAddress: string[] = []) =>
  resolveMediaAddresses({
    rtcHost,
    rtcAnnouncedAddress,
    lookup: async (name) => {
      const found = names[name];
      if (!found) throw new Error("ENOTFOUND");
      return found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    },
    interfaces: {
      lo: [{ address: "127.0.0.1", internal: true }],
      eth0: [
        { address: "10.0.0.5", internal: false },
        { address: "fe80::1", internal: false },
        { address: "fd00::5", internal: false },
      ],
    } as unknown as MediaAddressesOptions["interfaces"],
  });

describe("what clients are told", () => {
  test.each<[string, string[], string[], string[]]>([
    ["what is listened on", ["10.0.0.5", "fd00::5"], [], ["10.0.0.5", "fd00::5"]],
    ["what is announced instead", ["10.0.0.5"], ["203.0.113.5"], ["203.0.113.5"]],
    ["several at once, in that order", ["0.0.0.0"], ["10.0.0.5", "203.0.113.5"], ["10.0.0.5", "203.0.113.5"]],
    ["one family behind NAT, the other as it is", ["0.0.0.0", "fd00::5"], ["203.0.113.5"], ["203.0.113.5", "fd00::5"]],
    ["all that a name stands for", ["0.0.0.0", "::"], ["media.example.com"], ["203.0.113.5", "2001:db8::5"]],
    ["of a name, what is listened on", ["0.0.0.0"], ["media.example.com"], ["203.0.113.5"]],
    ["the machine's own", ["0.0.0.0", "::"], ["203.0.113.5", "interfaces"], ["203.0.113.5", "10.0.0.5", "fd00::5"]],
    ["each once", ["0.0.0.0"], ["10.0.0.5", "interfaces"], ["10.0.0.5"]],
  ])("%s", async (_name, hosts, announced, told) => {
    expect(await resolve(hosts, announced)).toEqual(told);
  });

  test.each<[string, string[], string[], string]>([
    [
      "a name that does not resolve",
      ["0.0.0.0"],
      ["nowhere.example.com"],
      "nowhere.example.com, which does not resolve",
    ],
    ["a family that is not listened on", ["0.0.0.0"], ["six.example.com"], "has no address of that family"],
    ["any address of a family without an announced one", ["0.0.0.0", "::"], ["203.0.113.5"], "no IPv6 address"],
  ])("refuses %s", async (_name, hosts, announced, problem) => {
    await expect(resolve(hosts, announced)).rejects.toThrow(problem);
  });
});
