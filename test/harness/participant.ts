// One participant of a test: a browser page of its own with a numbered camera and a tone of its own.
import type { Page } from "playwright-core";
import type { Cluster } from "./cluster.ts";
import type { OpenPageOptions, TestBrowser } from "./browser.ts";
import { frameStatistics, type FrameStatistics } from "./frame-statistics.ts";
import type { CallEvent } from "./page/holdfast-call.ts";
import type { MediaReport } from "./page/media-messages.ts";
import type { TimedEvent } from "./page/connection-log.ts";
import { toneStatistics, type ToneStatistics } from "./tone.ts";
import { notReady, ready, waitUntil, type WaitOptions } from "./wait-until.ts";

export type Source = "camera" | "microphone";

export interface ParticipantOptions {
  identity: string;
  room: string;
  /** Which camera and tone: 0 to 11, another for each participant of a test. */
  voice: number;
  publish?: Source[];
  framesPerSecond?: number;
  grants?: { canPublish?: boolean; canSubscribe?: boolean; moderator?: boolean; canPublishData?: boolean };
}

export interface Pictures extends FrameStatistics {
  cameraIds: number[];
  /** Arrival of the last one; 0 when there is none. */
  lastMs: number;
}

export const wallClockMs = (): number => performance.timeOrigin + performance.now();

const otherFramesAfterMs = 1000;

export class Participant {
  readonly identity: string;
  readonly voice: number;
  readonly page: Page;
  readonly consoleLines: string[];
  readonly #options: ParticipantOptions;
  readonly #cluster: Cluster;

  private constructor(cluster: Cluster, page: Page, consoleLines: string[], options: ParticipantOptions) {
    this.identity = options.identity;
    this.voice = options.voice;
    this.page = page;
    this.consoleLines = consoleLines;
    this.#options = options;
    this.#cluster = cluster;
  }

  /** The page with the SDK loaded and the camera running, not connected yet. */
  static async open(cluster: Cluster, browser: TestBrowser, options: ParticipantOptions, open: OpenPageOptions = {}): Promise<Participant> {
    const consoleLines: string[] = [];
    const page = await browser.openPage(`${cluster.url}/healthz`, { ...open, onConsole: (line) => consoleLines.push(line) });
    const participant = new Participant(cluster, page, consoleLines, options);
    await page.evaluate(async () => {
      labPage.sdk = await labPage.HoldfastCall.loadSdk();
    });
    return participant;
  }

  static async join(cluster: Cluster, browser: TestBrowser, options: ParticipantOptions): Promise<Participant> {
    const participant = await Participant.open(cluster, browser, options);
    await participant.connect();
    await participant.publish();
    return participant;
  }

  async connect(room = this.#options.room): Promise<void> {
    const { identity, grants } = this.#options;
    const token = await this.#cluster.mint({ identity, room, name: identity, ...grants });
    await this.page.evaluate(
      async ({ url, token }) => {
        const { HoldfastCall, sdk, lab } = labPage;
        labPage.call = await HoldfastCall.join(sdk, lab, url, token);
      },
      { url: this.#cluster.signalingUrl, token },
    );
  }

  async publish(sources: Source[] = this.#options.publish ?? ["camera", "microphone"]): Promise<void> {
    const { framesPerSecond = 30, voice } = this.#options;
    await this.page.evaluate(
      async ({ sources, voice, framesPerSecond }) => {
        const { lab } = labPage;
        const call = labPage.call!;
        await call.publish(
          sources.map((source) => {
            if (source === "microphone") return { source, track: lab.startTone(voice) };
            call.camera = lab.startCamera(voice, framesPerSecond);
            return { source, track: call.camera.track };
          }),
        );
      },
      { sources, voice, framesPerSecond },
    );
  }

  async setMuted(source: Source, muted: boolean): Promise<void> {
    await this.page.evaluate(
      async ({ source, muted }) => {
        const track = labPage.call!.local.get(source)!;
        await (muted ? track.mute() : track.unmute());
      },
      { source, muted },
    );
  }

  /** From now on another camera or tone is sent in the published track's place. */
  async replaceTrack(source: Source, voice: number): Promise<void> {
    await this.page.evaluate(
      async ({ source, voice, framesPerSecond }) => {
        const { lab } = labPage;
        const call = labPage.call!;
        const media = source === "microphone" ? lab.startTone(voice) : lab.startCamera(voice, framesPerSecond).track;
        await call.local.get(source)!.replaceTrack(media);
      },
      { source, voice, framesPerSecond: this.#options.framesPerSecond ?? 30 },
    );
  }

  async unpublish(source: Source): Promise<void> {
    await this.page.evaluate((source) => labPage.call!.local.get(source)!.unpublish(), source);
  }

  /** Leaves the call that it is in, if any, and joins another one with the same camera and tone. */
  async moveTo(room: string): Promise<void> {
    await this.page.evaluate(async () => {
      labPage.call?.camera?.stop();
      await labPage.call?.room.leave();
    });
    await this.connect(room);
    await this.publish();
  }

  async leave(): Promise<void> {
    await this.page.evaluate(() => labPage.call!.room.leave());
  }

  /** Closes the page's whole context, as when a tab is closed. */
  async close(): Promise<void> {
    await this.page.context().close();
  }

  nodeId(): Promise<string> {
    return this.page.evaluate(() => labPage.call!.room.nodeId);
  }

  state(): Promise<string> {
    return this.page.evaluate(() => labPage.call!.room.state);
  }

  /** All events of the room since the given time, oldest first. */
  async events(name?: string, sinceMs = 0): Promise<CallEvent[]> {
    const events = await this.page.evaluate(() => labPage.call!.events);
    return events.filter((event) => (name === undefined || event.name === name) && event.atMs >= sinceMs);
  }

  media(sinceMs = 0): Promise<MediaReport> {
    return this.page.evaluate((since) => labPage.lab.report(since), sinceMs);
  }

  rtcStats(type: RTCStatsType): Promise<Record<string, unknown>[]> {
    return this.page.evaluate((wanted) => labPage.connections.rtcStats(wanted), type);
  }

  timeline(): Promise<TimedEvent[]> {
    return this.page.evaluate(() => labPage.connections.timeline);
  }

  async pictures(from: Participant, sinceMs = 0): Promise<Pictures> {
    const frames = (await this.media(sinceMs)).video[`${from.identity}/camera`]?.frames ?? [];
    const cameraIds = [...new Set(frames.map(({ cameraId }) => cameraId))];
    return { ...frameStatistics(frames), cameraIds, lastMs: frames.at(-1)?.arrivalMs ?? 0 };
  }

  async sound(from: Participant, sinceMs = 0, tone = from.voice): Promise<ToneStatistics> {
    return toneStatistics((await this.media(sinceMs)).audio[`${from.identity}/microphone`] ?? [], tone);
  }

  /** Media port of the path's node, taken from the selected candidate pairs: it tells the worker's slot. */
  async workerSlot(): Promise<number> {
    const node = this.#cluster.node(await this.nodeId());
    const candidates = await this.rtcStats("remote-candidate");
    const port = Number(candidates[0]?.["port"]);
    if (!Number.isInteger(port)) throw new Error(`${this.identity} has no remote candidate`);
    return port - node.rtcPort;
  }

  async waitForEvent(name: string, sinceMs = 0, options?: WaitOptions): Promise<CallEvent> {
    return waitUntil(`${this.identity} is told ${name}`, async () => {
      const [event] = await this.events(name, sinceMs);
      if (event) return ready(event);
      const told = (await this.events()).map((other) => other.name);
      return notReady(`state ${await this.state()}, told so far: ${told.join(", ") || "nothing"}\n${this.consoleLines.slice(-10).join("\n")}`);
    }, options);
  }

  /** Sees new pictures of the right camera and hears the right tone, now and not just once. */
  async waitForMedia(from: Participant, sources: Source[] = ["camera", "microphone"], options?: WaitOptions): Promise<void> {
    await waitUntil(`${this.identity} sees and hears ${from.identity}`, async () => {
      const nowMs = wallClockMs();
      const [pictures, sound] = [await this.pictures(from, nowMs - otherFramesAfterMs), await this.sound(from, nowMs - otherFramesAfterMs)];
      const seen = !sources.includes("camera") || (pictures.frames >= 5 && pictures.cameraIds.join() === String(from.voice));
      const heard = !sources.includes("microphone") || sound.heard >= 20;
      if (seen && heard) return ready(undefined);
      return notReady(
        `in the last second ${pictures.frames} pictures of cameras ${pictures.cameraIds.join() || "-"}, ${sound.heard} blocks of the tone, ` +
          `${sound.silent} silent; state ${await this.state()}\n${this.consoleLines.slice(-10).join("\n")}\n${this.#cluster.logTail()}`,
      );
    }, { timeoutMs: 15_000, intervalMs: 100, ...options });
  }
}
