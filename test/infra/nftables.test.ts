// infra/nftables/60-holdfast.nft, loaded in a network namespace of its own: takes root, nft, and a kernel with both.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { mediaTcpTable } from "../../cli/doctor/machine-checks.ts";

const file = join(import.meta.dirname, "../../infra/nftables/60-holdfast.nft");
const most = 300;

const inNamespace = (script: string): string =>
  execFileSync("unshare", ["--net", "sh", "-c", `ip link set lo up && ${script}`], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });

function canLoad(): boolean {
  try {
    inNamespace(`nft -f ${file}`);
    return true;
  } catch {
    return false;
  }
}

/** Opens that many silent connections, and prints how many are open. */
const opener = (host: string, count: number): string => `
  const { createServer, connect } = require("node:net");
  const server = createServer(() => {}).listen(7500, ${JSON.stringify(host)}, async () => {
    let open = 0;
    for (let i = 0; i < ${count}; i++)
      await new Promise((done) => {
        const socket = connect(7500, ${JSON.stringify(host)});
        socket.once("connect", () => done(open++));
        socket.once("error", done);
      });
    console.log(open);
    process.exit();
  });`;

it.skipIf(!canLoad()).each(["127.0.0.1", "::1"])(
  "one address has no more silent connections to a media port than the rule allows: %s",
  (host) => {
    const script = Buffer.from(opener(host, most + 50)).toString("base64");
    const run = `${process.execPath} -e "$(echo ${script} | base64 -d)"`;
    // Loaded twice, as at a reload.
    expect(inNamespace(`nft -f ${file} && nft -f ${file} && ${run}`).trim()).toBe(String(most));
  },
);

it.skipIf(!canLoad())("is the table that holdfast doctor looks for", () => {
  expect(inNamespace(`nft -f ${file} && nft list table ${mediaTcpTable}`)).toContain(`ct count over ${most}`);
});
