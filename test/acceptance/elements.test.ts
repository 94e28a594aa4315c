// What a page does with its elements and tracks is the page's: a failover undoes none of it, and nothing comes back.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CallLab } from "../harness/call-lab.ts";
import { waitForNoPictures, waitForSilence } from "../harness/media-waits.ts";
import { wallClockMs, type Participant } from "../harness/participant.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";

let lab: CallLab;

beforeAll(async () => {
  lab = await CallLab.start({ nodes: 2, workers: 1 });
});
afterAll(() => lab?.close());
afterEach(async (context) => {
  await lab.endTest(context);
  await lab.makeWhole();
});

async function killNodeOf(callers: readonly Participant[]): Promise<void> {
  const atMs = await lab.cluster.node(await callers[0]!.nodeId()).kill();
  for (const caller of callers) await caller.waitForEvent("recovered", atMs, { timeoutMs: 30_000 });
}

const call = async (...identities: string[]): Promise<[Participant, Participant]> =>
  (await lab.call(identities, { framesPerSecond: 15 })) as [Participant, Participant];

describe("a failover", () => {
  test("leaves what the page paused or turned down as it is, and the rest plays on", async () => {
    const [ann, ben] = await call("ann", "ben");
    await ann.run(({ call }) => {
      call!.elementOf("ben", "camera")!.pause();
      call!.elementOf("ben", "microphone")!.volume = 0.25;
    });
    await killNodeOf([ann, ben]);
    await ann.waitForMedia(ben, ["microphone"]);
    await ben.waitForMedia(ann);
    const left = await ann.run(({ call }) => [
      call!.elementOf("ben", "camera")!.paused,
      call!.elementOf("ben", "microphone")!.volume,
    ]);
    expect(left).toEqual([true, 0.25]);
    await ann.run(({ call }) => call!.elementOf("ben", "camera")!.play());
    await ann.waitForMedia(ben, ["camera"]);
  });

  test("keeps the picture and the sound in one element of the page's own, and detaching one leaves the other", async () => {
    const [ann, ben] = await call("ann", "ben");
    await ann.run(({ call, lab }) => {
      const own = document.createElement("video");
      own.id = "own";
      document.body.append(own);
      for (const track of call!.room.remoteParticipants.get("ben" as never)!.tracks.values()) track.attach(own);
      void own.play();
      lab.watch("own", own);
    });
    await killNodeOf([ann, ben]);
    await waitForOwnFrames(ann);
    const tracks = await ann.run(({ call }) => {
      const own = document.querySelector<HTMLVideoElement>("#own")!;
      const [...both] = call!.room.remoteParticipants.get("ben" as never)!.tracks.values();
      const stream = own.srcObject as MediaStream;
      const held = both.map((track) => stream.getTracks().includes(track.mediaStreamTrack!));
      both.find(({ kind }) => kind === "audio")!.detach(own);
      return { held, paused: own.paused, audioLeft: stream.getAudioTracks().filter(({ muted }) => !muted).length };
    });
    expect(tracks).toEqual({ held: [true, true], paused: false, audioLeft: 0 });
    await waitForOwnFrames(ann);
  });

  test("does not bring back what was unsubscribed, whenever that was, and subscribing does", async () => {
    const [ann, ben] = await call("ann", "ben");
    const change = (source: string, subscribed: boolean) =>
      ann.run(
        async ({ call }, { source, subscribed }) => {
          const { tracks } = call!.room.remoteParticipants.get("ben" as never)!;
          const track = [...tracks.values()].find((one) => one.source === source)!;
          await (subscribed ? track.subscribe() : track.unsubscribe());
        },
        { source, subscribed },
      );
    await change("camera", false);
    await waitForNoPictures(ann, ben);
    const atMs = await lab.cluster.node(await ann.nodeId()).kill();
    // While the call is on no node at all.
    await change("microphone", false);
    for (const caller of [ann, ben]) await caller.waitForEvent("recovered", atMs, { timeoutMs: 30_000 });
    await ben.waitForMedia(ann);
    await waitForNoPictures(ann, ben);
    await waitForSilence(ann, ben);
    const state = await ann.run(({ call }) =>
      [...call!.room.remoteParticipants.get("ben" as never)!.tracks.values()].map(({ subscribed }) => subscribed),
    );
    expect(state).toEqual([false, false]);
    await change("camera", true);
    await change("microphone", true);
    await ann.waitForMedia(ben);
  });
});

test("elements of somebody who left are empty once detached", async () => {
  const [ann, ben] = await call("ann", "ben");
  await ann.run(({ call }) => {
    for (const track of call!.room.remoteParticipants.get("ben" as never)!.tracks.values()) {
      const extra = document.createElement(track.kind);
      extra.className = "extra";
      track.attach(extra);
    }
  });
  const sinceMs = wallClockMs();
  const kept = ann.run(async ({ call }) => {
    const tracks = [...call!.room.remoteParticipants.get("ben" as never)!.tracks.values()];
    await new Promise((resolve) => call!.room.on("participantLeft", resolve));
    const elements = tracks.flatMap((track) => track.detach());
    return elements.map(({ srcObject }) => (srcObject as MediaStream | null)?.getTracks().length ?? 0);
  });
  await ben.leave();
  await ann.waitForEvent("participantLeft", sinceMs);
  const left = await kept;
  expect(left).toEqual(left.map(() => 0));
});

test("what is unpublished while it is being published is not sent, at whatever moment", async () => {
  const [ann, ben] = await call("ann", "ben");
  for (const delayMs of [0, 5, 40, 150]) {
    await ann.run(async ({ call, lab }, ms) => {
      const { localParticipant } = call!.room;
      const publishing = localParticipant.publish(lab.startTone(9), { source: "screen_audio" }).catch(() => undefined);
      const started = [...localParticipant.tracks.values()].at(-1)!;
      await new Promise((resolve) => setTimeout(resolve, ms));
      await started.unpublish();
      await publishing;
    }, delayMs);
    await waitUntil(`nothing of it is left, unpublished after ${delayMs} ms`, async () => {
      const sources = await ben.run(({ call }) =>
        [...call!.room.remoteParticipants.get("ann" as never)!.tracks.values()].map(({ source }) => source),
      );
      const sent = await ann.run(async ({ call }) => {
        const stats = await call!.room.getStats();
        return stats.tracks.filter(({ direction }) => direction === "send").length;
      });
      const rest = `others see ${sources.join()}, ${sent} tracks are sent`;
      return sources.length === 2 && sent === 2 ? ready(undefined) : notReady(rest);
    });
  }
  await ben.waitForMedia(ann);
});

function waitForOwnFrames(receiver: Participant): Promise<void> {
  return waitUntil(
    "pictures in the page's own element",
    async () => {
      const sinceMs = wallClockMs() - 1_000;
      const { frames = [] } = (await receiver.media(sinceMs)).video["own"] ?? {};
      return frames.length > 4 ? ready(undefined) : notReady(`${frames.length} in the last second`);
    },
    { timeoutMs: 20_000 },
  );
}
