// A call whose node is killed again and again, and drained again and again: what its elements show and play.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import { wallClockMs, type Participant, type Source } from "../harness/participant.ts";
import { expectSeenAsOneCall } from "../harness/seen-as-one-call.ts";
import { expectUndisturbed } from "../harness/undisturbed.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

const times = 4;
/** What the SDK reports of a gap differs by less from what elements show; how much is for the benchmark to say. */
const reportedOffMs = 3_000;
/** The gap is the one that begins at most so long before or after the fault. */
const aroundMs = 1_000;

/** Firefox now and then gives up one of several connections that begin at once: until that is mended, its tests run when asked for. */
const withFirefox = process.env["HOLDFAST_TEST_FIREFOX"] === "1";

describe.each(["Chromium", "Firefox"])("in %s", (browser) => {
  let lab: CallLab;

  const isSkipped = browser === "Firefox" && !withFirefox;

  beforeAll(async () => {
    if (isSkipped) return;
    lab = await CallLab.start({ nodes: 3, workers: 1, firefox: browser === "Firefox" });
  });
  afterAll(() => lab?.close());
  afterEach(async (context) => {
    if (isSkipped) return;
    await lab.endTest(context);
    await lab.makeWhole();
  });

  const join = async (redundancy: "cold" | "hot"): Promise<Participant[]> => {
    const room = lab.newRoom();
    const callers: Participant[] = [];
    // One after the other: of three who join at once in one Firefox page, one does not connect. Not understood yet.
    for (const [voice, identity] of ["ann", "ben", "cem"].entries()) {
      // Firefox's Web Audio needs an output device, which a machine for tests does not have.
      const publish: Source[] = browser === "Firefox" ? ["camera"] : ["camera", "microphone"];
      callers.push(await lab.join({ identity, room, voice, redundancy, framesPerSecond: 15, publish }));
    }
    await allSeeAndHearAll(callers);
    return callers;
  };

  test.skipIf(isSkipped).each(["cold", "hot"] as const)(
    "a %s call outlives its node, four times",
    async (redundancy) => {
      const callers = await join(redundancy);
      for (let kill = 1; kill <= times; kill++) {
        if (redundancy === "hot") await Promise.all(callers.map(standbyIsReady));
        const nodeId = await callers[0]!.nodeId();
        const atMs = await lab.cluster.node(nodeId).kill();
        for (const caller of callers) {
          const recovered = await caller.waitForEvent("recovered", atMs, { timeoutMs: 30_000 });
          expect(recovered, `kill ${kill}`).toMatchObject({ cause: "node_died", fromNode: nodeId });
        }
        await allSeeAndHearAll(callers);
        await expectNoBlank(callers, atMs);
        await expectReportedGaps(callers, atMs);
        await expectSeenAsOneCall(callers, atMs);
        await lab.cluster.restartNode(nodeId);
      }
    },
  );

  test.skipIf(isSkipped).each(["cold", "hot"] as const)(
    "a %s call moves off a node that is drained, four times",
    async (redundancy) => {
      const callers = await join(redundancy);
      for (let drain = 1; drain <= times; drain++) {
        const nodeId = await callers[0]!.nodeId();
        const atMs = wallClockMs();
        await lab.cluster.cli("drain", nodeId);
        for (const caller of callers) {
          const moved = await caller.waitForMove(atMs);
          expect(moved, `drain ${drain}`).toMatchObject({ cause: "node_drained", fromNode: nodeId });
        }
        await allSeeAndHearAll(callers);
        await expectUndisturbed(callers, atMs);
        await expectSeenAsOneCall(callers, atMs);
        await lab.cluster.cli("uncordon", nodeId);
      }
    },
  );
});

function standbyIsReady(caller: Participant): Promise<void> {
  return waitUntil(
    `${caller.identity} has a standby path`,
    async () => {
      const standby = await caller.standby();
      return standby?.state === "connected" ? ready(undefined) : notReady(JSON.stringify(standby ?? null));
    },
    { timeoutMs: 30_000 },
  );
}

/** No element was without a picture, not for a moment, once it had shown one. */
async function expectNoBlank(callers: readonly Participant[], sinceMs: number): Promise<void> {
  for (const receiver of callers)
    for (const [key, { blanks }] of Object.entries((await receiver.media(sinceMs)).video))
      expect(blanks, `${receiver.identity}'s element for ${key}`).toEqual([]);
}

async function expectReportedGaps(callers: readonly Participant[], atMs: number): Promise<void> {
  for (const receiver of callers) {
    const [recovered] = await receiver.events("recovered", atMs);
    const gaps: { longestGapMs: number; gapStartMs: number }[] = [];
    for (const sender of callers) {
      if (sender === receiver) continue;
      gaps.push(await receiver.pictures(sender, atMs - aroundMs), await receiver.sound(sender, atMs - aroundMs));
    }
    const atFault = gaps.filter(({ gapStartMs }) => gapStartMs < atMs + aroundMs);
    const seenMs = Math.max(...atFault.map(({ longestGapMs }) => longestGapMs));
    const told = `the SDK of ${receiver.identity} reports ${recovered!.gapMs} ms, its elements had ${seenMs} ms`;
    if (atFault.length > 0) expect(Math.abs(recovered!.gapMs! - seenMs), told).toBeLessThan(reportedOffMs);
  }
}
