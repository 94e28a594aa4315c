// Hot standby: a second path on another node, ready and paused, takes over when the first one dies.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import type { Participant } from "../harness/participant.ts";
import { expectSeenAsOneCall } from "../harness/seen-as-one-call.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

let lab: CallLab;

beforeAll(async () => {
  lab = await CallLab.start({ nodes: 3, workers: 1 });
});
afterAll(() => lab?.close());
afterEach(async (context) => {
  await lab.endTest(context);
  await lab.makeWhole();
});

/** The node that the participant's standby path is connected to. */
function standbyNode(participant: Participant): Promise<string> {
  return waitUntil(`${participant.identity} has a standby path`, async () => {
    const standby = await participant.standby();
    return standby?.state === "connected" ? ready(standby.nodeId) : notReady(JSON.stringify(standby));
  });
}

async function hotCall(identities: string[]): Promise<{ callers: Participant[]; active: string; standby: string }> {
  const callers = await lab.call(identities, { redundancy: "hot" });
  const standbys = await Promise.all(callers.map(standbyNode));
  expect(new Set(standbys).size, "all stand by on one node").toBe(1);
  return { callers, active: await callers[0]!.nodeId(), standby: standbys[0]! };
}

/** Bytes a second on the standby path, three times over. */
async function standbyRates(caller: Participant): Promise<number[]> {
  const rates: number[] = [];
  for (let look = 0; look < 3; look++) {
    const before = await caller.standbyBytes();
    await sleep(1_500);
    rates.push(((await caller.standbyBytes()) - before) / 1.5);
  }
  return rates;
}

describe("a hot standby", () => {
  test("takes over at once, and again, when one node dies after the other", async () => {
    const { callers, active, standby } = await hotCall(["ann", "ben", "cem"]);
    expect(standby).not.toBe(active);
    const firstMs = await lab.cluster.node(active).kill();
    for (const caller of callers) {
      const recovered = await caller.waitForEvent("recovered", firstMs);
      expect(recovered).toMatchObject({ cause: "node_died", fromNode: active, toNode: standby });
    }
    await allSeeAndHearAll(callers);
    await expectSeenAsOneCall(callers, firstMs);

    const freshStandbys = await Promise.all(callers.map(standbyNode));
    for (const fresh of freshStandbys) expect([active, standby]).not.toContain(fresh);
    const secondMs = await lab.cluster.node(standby).kill();
    for (const caller of callers) {
      const recovered = await caller.waitForEvent("recovered", secondMs);
      expect(recovered).toMatchObject({ fromNode: standby, toNode: freshStandbys[0] });
    }
    await allSeeAndHearAll(callers);
    await expectSeenAsOneCall(callers, firstMs);
  });

  test("whose node dies is replaced, and the call notices nothing", async () => {
    const { callers, standby } = await hotCall(["ann", "ben"]);
    const atMs = await lab.cluster.node(standby).kill();
    await waitUntil("a standby elsewhere", async () => {
      const nodes = await Promise.all(callers.map(async (caller) => (await caller.standby())?.nodeId));
      return nodes.every((node) => node !== undefined && node !== standby) ? ready(undefined) : notReady(nodes.join());
    });
    for (const caller of callers) expect(await caller.events("recovering", atMs)).toEqual([]);
    await allSeeAndHearAll(callers);
  });

  test("carries next to nothing while it stands by, and has what was published and muted meanwhile", async () => {
    const { callers, active } = await hotCall(["ann", "ben"]);
    const [ann, ben] = callers as [Participant, Participant];
    for (const caller of callers) {
      // Whatever a busy machine still has to say when it connects is soon over; media never would be.
      const quietest = Math.min(...(await standbyRates(caller)));
      expect(quietest, `${caller.identity}'s standby path, bytes/s`).toBeLessThan(1_000);
    }
    await ann.setMuted("microphone", true);
    await ben.unpublish("camera");
    await Promise.all([ben.waitForEvent("trackMuted"), ann.waitForEvent("trackUnpublished")]);
    const atMs = await lab.cluster.node(active).kill();
    await Promise.all(callers.map((caller) => caller.waitForEvent("recovered", atMs)));
    await ben.waitForMedia(ann, ["camera"]);
    await ann.waitForMedia(ben, ["microphone"]);
    await expectSeenAsOneCall(callers, atMs);
    await ann.setMuted("microphone", false);
    await ben.waitForMedia(ann);
  });

  test("is on another worker where there is only one node, and takes over when the first worker dies", async () => {
    await using alone = await CallLab.start({ nodes: 1, workers: 2 });
    const callers = await alone.call(["ann", "ben"], { redundancy: "hot" });
    const standbys = await Promise.all(callers.map(standbyNode));
    const nodeId = await callers[0]!.nodeId();
    expect(standbys).toEqual([nodeId, nodeId]);
    const node = alone.cluster.node(nodeId);
    const slot = await roomSlot(alone, nodeId);
    const atMs = node.killWorker(slot);
    for (const caller of callers) {
      const recovered = await caller.waitForEvent("recovered", atMs);
      expect(recovered).toMatchObject({ cause: "worker_died", fromNode: nodeId, toNode: nodeId });
    }
    await allSeeAndHearAll(callers);
    await expectSeenAsOneCall(callers, atMs);
  });
});

/** The worker that carries the only room that is not a standby. */
async function roomSlot(alone: CallLab, nodeId: string): Promise<number> {
  const opened = alone.cluster
    .node(nodeId)
    .log()
    .map((line) => JSON.parse(line) as { msg?: string; slot?: number })
    .filter(({ msg }) => msg === "room opened");
  return opened[0]!.slot!;
}
