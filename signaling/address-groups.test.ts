import { expect, it } from "vitest";
import { addressGroups } from "./address-groups.ts";

const keys = (address: string) => addressGroups(address).map(({ key }) => key);

it.each([
  ["192.0.2.7", ["192.0.2.7"]],
  ["::ffff:192.0.2.7", ["192.0.2.7"]],
  ["unknown", ["unknown"]],
  ["2001:db8:1:2:3:4:5:6", ["2001:db8:1:2::/64", "2001:db8:1::/48"]],
  ["2001:0DB8:0001:0002::1", ["2001:db8:1:2::/64", "2001:db8:1::/48"]],
  ["2001:db8::1", ["2001:db8:0:0::/64", "2001:db8:0::/48"]],
  ["::1", ["0:0:0:0::/64", "0:0:0::/48"]],
  ["fe80::1%eth0", ["fe80:0:0:0::/64", "fe80:0:0::/48"]],
])("%s counts as %j", (address, expected) => {
  expect(keys(address)).toEqual(expected);
});
