// The network fails: between people and nodes, between signaling and nodes, or all around one person.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import { PeoplesMachine } from "../harness/network.ts";
import { wallClockMs, type Participant } from "../harness/participant.ts";
import { expectSeenAsOneCall } from "../harness/seen-as-one-call.ts";

const calmMs = 2_000;
const generousGapMs = 5_000;

let people: PeoplesMachine;
let lab: CallLab;

beforeAll(async () => {
  people = new PeoplesMachine(2);
  lab = await CallLab.start({ nodes: 2, workers: 1, elsewhere: people, controlRelays: true });
});
afterAll(async () => {
  await lab?.close();
  people?.[Symbol.dispose]();
});
afterEach(async (context) => {
  await lab.endTest(context);
  people.machine.plug();
  for (const node of lab.cluster.nodes) node.controlRelay!.mend();
  await lab.cluster.waitUntilReady();
});

async function calmCall(away: readonly boolean[]): Promise<Participant[]> {
  const room = lab.newRoom();
  const callers = await Promise.all(
    away.map((isAway, voice) => lab.join({ identity: ["ann", "ben", "cem"][voice]!, room, voice, away: isAway })),
  );
  await allSeeAndHearAll(callers);
  await sleep(calmMs);
  return callers;
}

const indexOf = (nodeId: string): number => lab.cluster.nodes.findIndex(({ id }) => id === nodeId);

async function expectAllRecovered(callers: readonly Participant[], sinceMs: number, causes: RegExp): Promise<void> {
  for (const caller of callers) {
    const { cause, gapMs } = await caller.waitForEvent("recovered", sinceMs);
    expect(cause, caller.identity).toMatch(causes);
    expect(gapMs).toBeLessThan(generousGapMs);
  }
  await allSeeAndHearAll(callers);
  await expectSeenAsOneCall(callers, sinceMs);
}

describe("a link that is cut", () => {
  test("between signaling and the node only: nothing moves", async () => {
    const callers = await calmCall([false, false]);
    const nodeId = await callers[0]!.nodeId();
    const { controlRelay } = lab.cluster.node(nodeId);
    const sinceMs = wallClockMs();
    controlRelay!.cut();
    await sleep(4_000);
    controlRelay!.resume();
    await sleep(1_000);
    for (const caller of callers) {
      const told = (await caller.events(undefined, sinceMs)).map(({ name }) => name);
      expect(told.filter((name) => !name.startsWith("speakers"))).toEqual([]);
      expect(await caller.nodeId()).toBe(nodeId);
    }
    await allSeeAndHearAll(callers);
  });

  // Skipped: the room is no longer moved here, since clients report per track. The cause is not found yet.
  test.skip("between people and the node only: their calls go on elsewhere", async () => {
    const callers = await calmCall([true, true, true]);
    const nodeId = await callers[0]!.nodeId();
    const sinceMs = wallClockMs();
    people.pullNode(indexOf(nodeId));
    await expectAllRecovered(callers, sinceMs, /^(node_unreachable|path_failed)$/);
    for (const caller of callers) expect(await caller.nodeId()).not.toBe(nodeId);
  });

  test("between the node and everybody: it is taken for hung", async () => {
    const callers = await calmCall([true, true]);
    const nodeId = await callers[0]!.nodeId();
    const sinceMs = wallClockMs();
    lab.cluster.node(nodeId).controlRelay!.cut();
    people.pullNode(indexOf(nodeId));
    await expectAllRecovered(callers, sinceMs, /^node_(hung|unreachable)$/);
    for (const caller of callers) expect(await caller.nodeId()).not.toBe(nodeId);
  });
});

describe("a person's own network", () => {
  for (const seconds of [1, 10, 25]) {
    test(`is gone for ${seconds} s: the others keep the person, who is back with everything`, async () => {
      const callers = await calmCall([true, false]);
      const [ann, ben] = callers as [Participant, Participant];
      const sinceMs = wallClockMs();
      people.machine.pull();
      await sleep(seconds * 1_000);
      people.machine.plug();
      const backMs = wallClockMs();
      await ann.waitForMedia(ben, undefined, { timeoutMs: 15_000 });
      await ben.waitForMedia(ann, undefined, { timeoutMs: 15_000 });
      expect(wallClockMs() - backMs).toBeLessThan(15_000);
      await expectSeenAsOneCall(callers, sinceMs);
      expect(await ann.state()).toBe("connected");
      await ann.setMuted("microphone", true);
      await ben.waitForEvent("trackMuted", backMs);
    });
  }

  test("and the whole machine sleep for 20 s, as a closed laptop does", async () => {
    const callers = await calmCall([true, false]);
    const [ann, ben] = callers as [Participant, Participant];
    const sinceMs = wallClockMs();
    const asleep = people.machine.processes();
    people.machine.pull();
    for (const pid of asleep) process.kill(pid, "SIGSTOP");
    await sleep(20_000);
    people.machine.plug();
    for (const pid of asleep) process.kill(pid, "SIGCONT");
    const awakeMs = wallClockMs();
    await ann.waitForMedia(ben, undefined, { timeoutMs: 15_000 });
    await ben.waitForMedia(ann, undefined, { timeoutMs: 15_000 });
    await expectSeenAsOneCall(callers, sinceMs);
    await ann.setMuted("microphone", true);
    await ben.waitForEvent("trackMuted", awakeMs);
  });

  test("becomes another one, with other addresses", async () => {
    const callers = await calmCall([true, false]);
    const [ann, ben] = callers as [Participant, Participant];
    const sinceMs = wallClockMs();
    people.machine.changeAddresses();
    await sleep(1_000);
    await ann.waitForMedia(ben, undefined, { timeoutMs: 20_000 });
    await ben.waitForMedia(ann, undefined, { timeoutMs: 20_000 });
    await expectSeenAsOneCall(callers, sinceMs);
    await ann.setMuted("microphone", true);
    await ben.waitForEvent("trackMuted", sinceMs);
  });
});
