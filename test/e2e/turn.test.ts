// A network that lets nothing through but a TURN server, as a real coturn: the credentials come with each path.
import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { allSeeAndHearAll, CallLab } from "../harness/call-lab.ts";
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
describe.each(["udp", "tcp"] as const)("a call over TURN by %s", (protocol) => {
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
  afterEach((context) => lab.endTest(context));

  test("goes on over it when its node dies", async () => {
    const callers = await lab.call(["ann", "ben"], { iceTransportPolicy: "relay" });
    for (const caller of callers) {
      const kinds = await waitUntil(`${caller.identity} has its candidates chosen`, async () => {
        const found = await candidatesInUse(caller);
        return found.length >= 2 ? ready(found) : notReady(JSON.stringify(found));
      });
      expect(new Set(kinds)).toEqual(new Set(["relay"]));
    }
    const nodeId = await callers[0]!.nodeId();
    const atMs = await lab.cluster.node(nodeId).kill();
    for (const caller of callers) {
      expect(await caller.waitForEvent("recovered", atMs)).toMatchObject({ cause: "node_died", fromNode: nodeId });
    }
    await allSeeAndHearAll(callers);
    expect(new Set(await candidatesInUse(callers[0]!))).toEqual(new Set(["relay"]));
    expect(turn.log().filter((line) => /user <\d+:se_\w+>/.test(line)).length).toBeGreaterThan(0);
  });
});
