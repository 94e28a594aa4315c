// A network that lets nothing through but a TURN server, as a real coturn: the credentials come with each path.
import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll, allHaveSparePaths } from "../harness/media-waits.ts";
import type { Participant } from "../harness/participant.ts";
import { startTurnServer, type TurnServer } from "../harness/turn-server.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

const secret = randomBytes(16).toString("hex");
/** Kinds of the local candidates that media goes over. */
async function candidatesInUse(participant: Participant): Promise<string[]> {
  const pairs = await participant.rtcStats("candidate-pair");
  const locals = await participant.rtcStats("local-candidate");
  const used = pairs.filter(({ state, nominated }) => state === "succeeded" && nominated === true);
  return used.map(({ localCandidateId }) => {
    const local = locals.find(({ id }) => id === localCandidateId);
    return typeof local?.["candidateType"] === "string" ? local["candidateType"] : "unknown";
  });
}

// By TCP as well: what is left where a firewall drops UDP.
describe.each(["udp", "tcp"] as const)("a call with TURN by %s", (protocol) => {
  let turn: TurnServer;
  let lab: CallLab;

  beforeAll(async () => {
    turn = await startTurnServer(secret);
    lab = await CallLab.start({
      nodes: 2,
      signalingEnv: { HOLDFAST_TURN_URLS: turn.urls[protocol], HOLDFAST_TURN_SECRET: secret },
    });
  });
  afterAll(async () => {
    await lab?.close();
    await turn?.close();
  });
  afterEach(async (context) => {
    await lab.endTest(context);
    await lab.makeWhole();
  });

  async function allocations(what: string, expected: ReturnType<TurnServer["allocations"]>): Promise<void> {
    await waitUntil(what, () => {
      const { made, open } = turn.allocations();
      if (made === expected.made && open === expected.open) return ready(undefined);
      return notReady(`${made} made, ${open} open, not ${expected.made} and ${expected.open}`);
    });
  }

  /** Of all that came back, nobody has made a peer connection between the node's death and the end of the recovery. */
  async function expectSparesUsed(callers: readonly Participant[], atMs: number): Promise<void> {
    for (const caller of callers) {
      const recovered = await caller.waitForEvent("recovered", atMs);
      const meanwhile = (await caller.timeline()).filter((event) => event.atMs >= atMs && event.atMs < recovered.atMs);
      expect(meanwhile.filter(({ what }) => what.endsWith(" new"))).toEqual([]);
    }
  }

  test("goes on over it when its node dies, by what was allocated ahead", async () => {
    const callers = await lab.call(["ann", "ben"], { iceTransportPolicy: "relay" });
    for (const caller of callers) {
      const kinds = await waitUntil(`${caller.identity} has its candidates chosen`, async () => {
        const found = await candidatesInUse(caller);
        return found.length >= 2 ? ready(found) : notReady(JSON.stringify(found));
      });
      expect(new Set(kinds)).toEqual(new Set(["relay"]));
    }
    await allHaveSparePaths(callers);
    // Two peer connections of the path, two of the spare.
    const each = 4 * callers.length;
    await allocations("the spares have theirs", { made: each, open: each });
    const nodeId = await callers[0]!.nodeId();
    const atMs = await lab.cluster.node(nodeId).kill();
    for (const caller of callers) {
      expect(await caller.waitForEvent("recovered", atMs)).toMatchObject({ cause: "node_died", fromNode: nodeId });
    }
    await expectSparesUsed(callers, atMs);
    await allSeeAndHearAll(callers);
    expect(new Set(await candidatesInUse(callers[0]!))).toEqual(new Set(["relay"]));
    expect(turn.log().filter((line) => /user <\d+:se_\w+>/.test(line)).length).toBeGreaterThan(0);
    await allHaveSparePaths(callers);
    await allocations("only the next spares have new ones, and the old path's are given back", {
      made: each + 2 * callers.length,
      open: each,
    });
  });

  test("that does not need it comes back by spare paths as well", async () => {
    const callers = await lab.call(["ann", "ben"]);
    await allHaveSparePaths(callers);
    const atMs = await lab.cluster.node(await callers[0]!.nodeId()).kill();
    await expectSparesUsed(callers, atMs);
    await allSeeAndHearAll(callers);
  });
});
