// Nodes that announce several addresses, the first of which nobody reaches: a browser connects by another.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import type { Participant } from "../harness/participant.ts";

/** TEST-NET-1 (RFC 5737): no such machine. */
const deadAddress = "192.0.2.1";

let lab: CallLab;
beforeAll(async () => {
  const announced = `${deadAddress},::1,127.0.0.1`;
  const nodeEnv = { HOLDFAST_RTC_HOST: "127.0.0.1,::1", HOLDFAST_RTC_ANNOUNCED_ADDRESS: announced };
  lab = await CallLab.start({ nodes: 1, nodeEnv });
});
afterAll(() => lab?.close());
afterEach((context) => lab.endTest(context));

async function reachedAt(participant: Participant): Promise<unknown[]> {
  const pairs = await participant.rtcStats("candidate-pair");
  const remotes = await participant.rtcStats("remote-candidate");
  const used = pairs.filter(({ state, nominated }) => state === "succeeded" && nominated === true);
  return used.map(({ remoteCandidateId }) => remotes.find(({ id }) => id === remoteCandidateId)?.["address"]);
}

test("two people see and hear each other, by an address that answers", async () => {
  const room = lab.newRoom();
  const callers = [
    await lab.join({ identity: "ann", room, voice: 0 }),
    await lab.join({ identity: "ben", room, voice: 1 }),
  ];
  await allSeeAndHearAll(callers);
  for (const caller of callers) {
    const addresses = await reachedAt(caller);
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect(["::1", "127.0.0.1"]).toContain(address);
  }
});
