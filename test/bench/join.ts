// From the call to connect until the first remote picture is presented, of somebody who joins a call of two with camera
// and microphone: Holdfast, and in turn with it the same page doing the same on a bare mediasoup server.
import type { TestPage } from "../harness/browser.ts";
import { CallLab } from "../harness/call-lab.ts";
import { allSeeAndHearAll } from "../harness/media-waits.ts";
import { startBareServer, type BareServer } from "./bare/bare-cluster.ts";
import { against, atMost, row, type BenchContext, type Benchmark } from "./benchmark.ts";
import { firstFrames } from "./first-frame.ts";

const senders = 2;
const joinerVoice = 7;
const bareVoices = [3, 4];
const figure = 1.3;

interface Sample {
  firstMs: number;
  allMs: number;
}

export const join: Benchmark = {
  name: "join",
  summary: "connect to first presented remote frame, against the same on a bare mediasoup server",
  defaultRounds: 20,
  run,
};

async function run({ rounds, progress, note }: BenchContext) {
  await using lab = await CallLab.start({ nodes: 2, workers: 1 });
  const bare = await startBareServer();
  try {
    const room = lab.newRoom();
    const [ann, ben] = await Promise.all([
      lab.join({ identity: "ann", room, voice: 0 }),
      lab.join({ identity: "ben", room, voice: 1 }),
    ]);
    await allSeeAndHearAll([ann, ben]);
    for (const voice of bareVoices) {
      const page = await openBarePage(lab, bare);
      await joinBare(page, bare.url, voice);
    }
    note(`two calls of two run, one on each server; ${rounds} rounds, each a join here and a join there`);
    const measured: { holdfast: Sample[]; bare: Sample[] } = { holdfast: [], bare: [] };
    for (let round = 0; round <= rounds; round++) {
      progress(`round ${round} of ${rounds}${round === 0 ? " (dropped)" : ""}`);
      // Which goes first changes, so that neither profits from what the other left behind.
      const order = round % 2 === 0 ? (["holdfast", "bare"] as const) : (["bare", "holdfast"] as const);
      for (const side of order) {
        const sample = side === "holdfast" ? await holdfastJoin(lab, room, round) : await bareJoin(lab, bare);
        if (round > 0) measured[side].push(sample);
      }
    }
    const rowOf = (side: "holdfast" | "bare", which: keyof Sample, what: string) =>
      row(
        `${side}: connect to ${what}`,
        "ms",
        measured[side].map((sample) => sample[which]),
      );
    const bareFirst = rowOf("bare", "firstMs", "first remote frame");
    const bareAll = rowOf("bare", "allMs", "frames of all");
    const first = against(rowOf("holdfast", "firstMs", "first remote frame"), bareFirst);
    const all = against(rowOf("holdfast", "allMs", "frames of all"), bareAll);
    return {
      rows: [first, all, bareFirst, bareAll],
      verdicts: [atMost("join to first frame, p50 to bare mediasoup's p50", first.ratio!, figure)],
    };
  } finally {
    await bare.close();
  }
}

async function holdfastJoin(lab: CallLab, room: string, round: number): Promise<Sample> {
  const joiner = await lab.open({ identity: `joiner-${round}`, room, voice: joinerVoice });
  await joiner.connect();
  await joiner.publish();
  const startMs = await joiner.run(({ call }) => call!.connectCalledMs);
  const sample = sampleOf(await firstFrames(joiner.page, joiner.identity, senders), startMs);
  await joiner.leave();
  await joiner.close();
  return sample;
}

async function bareJoin(lab: CallLab, bare: BareServer): Promise<Sample> {
  const page = await openBarePage(lab, bare);
  const startMs = await joinBare(page, bare.url, joinerVoice);
  const sample = sampleOf(await firstFrames(page, "bare", senders), startMs);
  await page.close();
  return sample;
}

async function openBarePage(lab: CallLab, bare: BareServer): Promise<TestPage> {
  const page = await lab.browser.openPeoplePage(`${lab.cluster.url}/healthz`, () => {});
  await bare.prepare(page);
  return page;
}

/** Joins and publishes; returns when it began. */
function joinBare(page: TestPage, url: string, voice: number): Promise<number> {
  return page.run(
    async ({ url, voice }) => {
      const { wallClockMs } = labPage;
      const { lab } = await labPage.add("bare");
      const show = (track: MediaStreamTrack, key: string): void => {
        const element = document.createElement(track.kind as "audio" | "video");
        element.autoplay = true;
        element.srcObject = new MediaStream([track]);
        document.body.append(element);
        lab.watch(key, element);
      };
      const tracks = [lab.startCamera(voice, 30).track, lab.startTone(voice)];
      let received = 0;
      const startMs = wallClockMs();
      await BareCall.join({ url, tracks, onTrack: (track) => show(track, `${track.kind}-${++received}`) });
      return startMs;
    },
    { url, voice },
  );
}

function sampleOf(frameTimesMs: readonly number[], startMs: number): Sample {
  return { firstMs: Math.min(...frameTimesMs) - startMs, allMs: Math.max(...frameTimesMs) - startMs };
}
