// What a screen plays arrives in two channels, and so it does on the path after a failover, which was described before it
// was known what it would be for. A microphone's sound arrives in one, whatever its device delivers.
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser.ts";
import { startCluster, type Cluster } from "../harness/cluster.ts";

interface Levels {
  /** Of the tone of the left channel and that of the right one, in the left and in the right channel, in dB. */
  left: [number, number];
  right: [number, number];
}

let cluster: Cluster;
let browser: TestBrowser;

beforeAll(async () => {
  [cluster, browser] = await Promise.all([startCluster({ nodes: 2, workers: 1 }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await cluster?.[Symbol.asyncDispose]();
});

/** One tone is this much louder in its own channel than in the other. */
const apartDb = 25;

test("shared sound keeps its two channels, through a failover too", async () => {
  const page = await browser.openPage(`${cluster.url}/healthz`, { lab: false });
  const room = "shared-sound";
  const [ann, ben] = await Promise.all(["ann", "ben"].map((identity) => cluster.mint({ identity, room })));
  await page.addScriptTag({
    type: "module",
    content: `import { Room } from "/sdk/holdfast-client.js"; globalThis.Room = Room;`,
  });
  await page.waitForFunction("globalThis.Room");
  await page.evaluate(
    async ({ url, ann, ben }) => {
      const { Room } = globalThis as never as typeof import("../../client/index.ts");
      const audio = new AudioContext({ sampleRate: 48_000 });
      const twoTones = (): MediaStreamTrack => {
        const merger = new ChannelMergerNode(audio, { numberOfInputs: 2 });
        for (const [channel, frequency] of [440, 1_320].entries()) {
          const tone = new OscillatorNode(audio, { frequency });
          tone.connect(merger, 0, channel);
          tone.start();
        }
        const out = new MediaStreamAudioDestinationNode(audio, { channelCount: 2 });
        merger.connect(out);
        return out.stream.getAudioTracks()[0]!;
      };
      const heard = new Map<string, HTMLMediaElement>();
      const listener = await Room.connect(url, ben);
      listener.on("trackSubscribed", (track) => {
        const element = track.attach();
        document.body.append(element);
        heard.set(track.source, element);
      });
      const speaker = await Room.connect(url, ann);
      await speaker.localParticipant.publish(twoTones(), { source: "screen_audio" });
      await speaker.localParticipant.publish(twoTones(), { source: "microphone" });
      /** Undefined while nothing is heard. */
      const levels = async (source: string) => {
        const stream = heard.get(source)?.srcObject as MediaStream | null | undefined;
        if (!stream) return undefined;
        const node = new MediaStreamAudioSourceNode(audio, { mediaStream: stream });
        const splitter = new ChannelSplitterNode(audio, { numberOfOutputs: 2 });
        node.connect(splitter);
        const analysers = [0, 1].map((channel) => {
          const analyser = new AnalyserNode(audio, { fftSize: 4_096 });
          splitter.connect(analyser, channel);
          return analyser;
        });
        await new Promise((resolve) => setTimeout(resolve, 500));
        const [left, right] = analysers.map((analyser) => {
          const bins = new Float32Array(analyser.frequencyBinCount);
          analyser.getFloatFrequencyData(bins);
          return [440, 1_320].map((hz) => bins[Math.round((hz * 4_096) / 48_000)]!);
        });
        node.disconnect();
        return { left, right };
      };
      Object.assign(globalThis, { levels, nodeId: () => listener.nodeId, state: () => listener.state });
    },
    { url: cluster.url, ann: ann!, ben: ben! },
  );
  const levelsOf = async (source: string): Promise<Levels | undefined> =>
    page.evaluate((of) => (globalThis as never as { levels(source: string): Promise<Levels> }).levels(of), source);
  const expectChannels = async (): Promise<void> => {
    await expect
      .poll(async () => splitOf(await levelsOf("screen_audio")), { timeout: 30_000, interval: 500 })
      .toEqual([true, true]);
    await expect
      .poll(async () => splitOf(await levelsOf("microphone")), { timeout: 30_000, interval: 500 })
      .toEqual([false, false]);
  };
  await expectChannels();
  // By then there is a spare path.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const nodeId = await page.evaluate(() => (globalThis as never as { nodeId(): string }).nodeId());
  await cluster.node(nodeId).kill();
  await expect
    .poll(() => page.evaluate(() => (globalThis as never as { nodeId(): string }).nodeId()), { timeout: 30_000 })
    .not.toBe(nodeId);
  await expectChannels();
});

/** Whether each channel has its own tone alone; undefined when it cannot be heard. */
function splitOf(levels: Levels | undefined): (boolean | undefined)[] {
  if (!levels) return [undefined, undefined];
  const own = [levels.left[0] - levels.left[1], levels.right[1] - levels.right[0]];
  const loud = Math.max(...levels.left) > -60 && Math.max(...levels.right) > -60;
  return own.map((db) => (loud ? db > apartDb : undefined));
}
