// Signaling works, but the nodes announce an address where nothing answers: the call says so, and nothing is moved for it.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { mediaReach } from "../../cli/doctor/media-reach.ts";
import { CallLab } from "../harness/call-lab.ts";
import { wallClockMs } from "../harness/participant.ts";

/** TEST-NET-1 (RFC 5737): no such machine. */
const deadAddress = "192.0.2.1";

let lab: CallLab;
beforeAll(async () => {
  lab = await CallLab.start({ nodes: 2, nodeEnv: { HOLDFAST_RTC_ANNOUNCED_ADDRESS: deadAddress } });
});
afterAll(() => lab?.close());
afterEach((context) => lab.endTest(context));

test("who reaches no media port is told so within 20 s", { timeout: 60_000 }, async () => {
  const room = lab.newRoom();
  const ann = await lab.join({ identity: "ann", room, voice: 0 });
  const sinceMs = wallClockMs();
  const ended = await ann.waitForEvent("disconnected", sinceMs, { timeoutMs: 25_000 });
  expect(ended["error"]).toBe("media_unreachable");
  expect(ended.atMs - sinceMs).toBeLessThan(20_000);
});

test("holdfast doctor names the addresses that do not answer", async () => {
  const found = [await mediaReach({ url: lab.cluster.url, key: lab.cluster.apiKey }).run()].flat();
  // A node that is busier than the other may get no room to try it with; that is said as well.
  const failed = found.filter(({ status }) => status === "fail");
  expect(failed.length).toBeGreaterThan(0);
  for (const finding of failed) expect(finding.found).toContain(`UDP ${deadAddress}:`);
  expect(found.map(({ status }) => status)).not.toContain("ok");
});
