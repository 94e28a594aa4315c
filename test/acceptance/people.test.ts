// How people come, go and are away: what everybody sees of it, in the SDK and over the HTTP API.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import { wallClockMs, type Participant } from "../harness/participant.ts";
import { TcpRelay } from "../harness/tcp-relay.ts";
import { expectUndisturbed } from "../harness/undisturbed.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

let lab: CallLab;
/** Between one person and signaling. */
let line: TcpRelay;

beforeAll(async () => {
  lab = await CallLab.start({ nodes: 2, workers: 1 });
  line = await TcpRelay.to(Number(new URL(lab.cluster.url).port));
});
afterAll(async () => {
  await lab?.close();
  await line?.[Symbol.asyncDispose]();
});
afterEach((context) => {
  line.mend();
  return lab.endTest(context);
});

/** Ann's signaling goes by the line, Ben's does not. */
async function annAndBen(): Promise<[ann: Participant, ben: Participant, room: string]> {
  const room = lab.newRoom();
  const options = { room, framesPerSecond: 15 };
  const urls = [`ws://127.0.0.1:${line.port}`];
  const ann = await lab.join({ identity: "ann", voice: 0, urls, ...options });
  const ben = await lab.join({ identity: "ben", voice: 1, ...options });
  await allSeeAndHearAll([ann, ben]);
  return [ann, ben, room];
}

const offline = async (one: Participant, sinceMs: number): Promise<void> =>
  void (await one.waitForEvent("signalingChanged", sinceMs, { timeoutMs: 60_000 }));

const ended = (one: Participant, code: string): Promise<void> =>
  waitUntil(
    `${one.identity} is out, with ${code}`,
    async () => {
      const [event] = await one.events("disconnected");
      const state = await one.state();
      const told = `${state}, ${JSON.stringify(event ?? null)}`;
      return state === "disconnected" && event?.error === code ? ready(undefined) : notReady(told);
    },
    { timeoutMs: 60_000 },
  );

test("signaling that stalls for 12 s is nothing that others notice, and the call goes on after it", async () => {
  const [ann, ben] = await annAndBen();
  const sinceMs = wallClockMs();
  line.cut();
  await offline(ann, sinceMs);
  await waitUntil("12 s are over", () => (wallClockMs() > sinceMs + 12_000 ? ready(undefined) : notReady("not yet")), {
    timeoutMs: 30_000,
  });
  line.resume();
  await waitUntil(
    "signaling is back",
    async () => {
      const changes = await ann.events("signalingChanged", sinceMs);
      return changes.at(-1)?.state === "online" ? ready(undefined) : notReady(JSON.stringify(changes));
    },
    { timeoutMs: 60_000 },
  );
  const told = (await ben.events(undefined, sinceMs)).filter(({ name }) => /^(participant|track)/.test(name));
  expect(told).toEqual([]);
  await expectUndisturbed([ann, ben], sinceMs);
  await ann.setMuted("camera", true);
  await ben.waitForEvent("trackMuted", sinceMs);
});

test("who is removed while away is out, and stays out", async () => {
  const [ann, ben, room] = await annAndBen();
  const sinceMs = wallClockMs();
  line.refuse();
  await offline(ann, sinceMs);
  expect((await lab.cluster.api(`/v1/rooms/${room}/participants/ann`, { method: "DELETE" })).ok).toBe(true);
  await ben.waitForEvent("participantLeft", sinceMs);
  line.mend();
  await ended(ann, "removed");
  expect(await ben.events("participantJoined", sinceMs)).toEqual([]);
});

test("the later device of one identity stays, though the earlier one comes back after it", async () => {
  const [old, ben, room] = await annAndBen();
  const sinceMs = wallClockMs();
  line.cut();
  await offline(old, sinceMs);
  const successor = await lab.join({ identity: "ann", room, voice: 4 });
  await ben.waitForPictures(successor, 4);
  line.mend();
  await ended(old, "replaced");
  expect(await successor.state()).toBe("connected");
  await ben.waitForPictures(successor, 4);
});

test("hidden people take no seat, and the list and the room count alike", async () => {
  const room = lab.newRoom();
  expect((await lab.cluster.apiJson("POST", "/v1/rooms", { name: room, maxParticipants: 1 })).ok).toBe(true);
  const grants = { hidden: true, canPublish: false };
  for (const identity of ["monitor-1", "monitor-2"]) await lab.join({ identity, room, voice: 5, publish: [], grants });
  await lab.join({ identity: "ann", room, voice: 0 });
  const second = await lab.open({ identity: "ben", room, voice: 1 });
  await expect(second.connect()).rejects.toThrow(/full|limit_participants/);
  const { rooms } = (await (await lab.cluster.api("/v1/rooms")).json()) as {
    rooms: { name: string; participants: number }[];
  };
  const one = (await (await lab.cluster.api(`/v1/rooms/${room}`)).json()) as { participants: unknown[] };
  expect(rooms.find(({ name }) => name === room)?.participants).toBe(one.participants.length);
});
