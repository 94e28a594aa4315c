// One participant of a test: a browser page of its own with a numbered camera and a tone of its own.
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import type { Cluster } from "./cluster.ts";
import type { OpenPageOptions, TestBrowser } from "./browser.ts";
import type { ElementLook } from "./element-looks.ts";
import type { SendingLook } from "./left-out.ts";
import { frameStatistics, type FrameStatistics } from "./frame-statistics.ts";
import type { CallEvent } from "./page/holdfast-call.ts";
import type { MediaReport } from "./page/media-messages.ts";
import type { TimedEvent } from "./page/connection-log.ts";
import { toneStatistics, type ToneStatistics } from "./tone.ts";
import { notReady, ready, waitUntil, type WaitOptions } from "./wait-until.ts";

export type Source = "camera" | "microphone";

/** What a participant needs of a cluster. */
export type CallPlace = Pick<Cluster, "url" | "signalingUrls" | "mint" | "node" | "logTail">;

export interface ParticipantOptions {
  identity: string;
  room: string;
  /** Which camera and tone: 0 to 11, another for each participant of a test. */
  voice: number;
  publish?: Source[];
  framesPerSecond?: number;
  /** Pictures of so many times 320 x 180, sent in several resolutions. */
  simulcastScale?: number;
  redundancy?: "cold" | "hot";
  /** The replica to connect to first; the others follow unless `onlyReplica`. */
  replica?: number;
  onlyReplica?: boolean;
  iceTransportPolicy?: "all" | "relay";
  grants?: { canPublish?: boolean; canSubscribe?: boolean; moderator?: boolean; canPublishData?: boolean };
}

export interface Pictures extends FrameStatistics {
  cameraIds: number[];
  /** Arrival of the last one; 0 when there is none. */
  lastMs: number;
}

export interface BrowserSkips {
  /** Pictures of the camera that were not sent. */
  notSent: number;
  /** Pictures that arrived and were dropped before they were shown. */
  notShown: number;
}

export const wallClockMs = (): number => performance.timeOrigin + performance.now();

/** What counts as steady: a good part of what a second should bring, on a machine that is busy otherwise. */
const steadyMs = 1000;
const steadyFrames = 5;
const steadyBlocks = 20;
const leaveTimeoutMs = 2000;
const mediaTimeoutMs = 20_000;

export class Participant {
  readonly identity: string;
  readonly voice: number;
  readonly page: Page;
  readonly consoleLines: string[];
  readonly #options: ParticipantOptions;
  readonly #cluster: CallPlace;

  private constructor(cluster: CallPlace, page: Page, consoleLines: string[], options: ParticipantOptions) {
    this.identity = options.identity;
    this.voice = options.voice;
    this.page = page;
    this.consoleLines = consoleLines;
    this.#options = options;
    this.#cluster = cluster;
  }

  /** The page with the SDK loaded and the camera running, not connected yet. */
  static async open(
    cluster: CallPlace,
    browser: TestBrowser,
    options: ParticipantOptions,
    open: OpenPageOptions = {},
  ): Promise<Participant> {
    const consoleLines: string[] = [];
    const page = await browser.openPage(`${cluster.url}/healthz`, {
      ...open,
      onConsole: (line) => consoleLines.push(line),
    });
    const participant = new Participant(cluster, page, consoleLines, options);
    await page.evaluate(async () => {
      labPage.sdk = await labPage.HoldfastCall.loadSdk();
    });
    return participant;
  }

  static async join(cluster: CallPlace, browser: TestBrowser, options: ParticipantOptions): Promise<Participant> {
    const participant = await Participant.open(cluster, browser, options);
    await participant.connect();
    await participant.publish();
    return participant;
  }

  async connect(room = this.#options.room): Promise<void> {
    const { identity, grants, redundancy = "cold", iceTransportPolicy = "all" } = this.#options;
    const token = await this.#cluster.mint({ identity, room, name: identity, ...grants });
    await this.page.evaluate(
      async ({ urls, token, options }) => {
        const { HoldfastCall, sdk, lab } = labPage;
        labPage.call = await HoldfastCall.join(sdk, lab, urls, token, options);
      },
      { urls: this.#urls(), token, options: { redundancy, iceTransportPolicy } },
    );
  }

  async publish(sources: Source[] = this.#options.publish ?? ["camera", "microphone"]): Promise<void> {
    const { framesPerSecond = 30, simulcastScale, voice } = this.#options;
    await this.page.evaluate(
      async ({ sources, voice, framesPerSecond, simulcastScale }) => {
        const { lab } = labPage;
        const call = labPage.call!;
        await call.publish(
          sources.map((source) => {
            if (source === "microphone") return { source, track: lab.startTone(voice) };
            call.camera = lab.startCamera(voice, framesPerSecond, simulcastScale);
            return { source, track: call.camera.track, simulcast: simulcastScale !== undefined };
          }),
        );
      },
      { sources, voice, framesPerSecond, simulcastScale },
    );
  }

  /** One more track: the voice that melody.ts can tell by the clock. */
  async publishMelody(): Promise<void> {
    await this.page.evaluate(async () => {
      await labPage.call!.publish([{ source: "screen_audio", track: labPage.lab.startMelody(60) }]);
    });
  }

  /** Shows the other's camera in an element of the page from now on, and looks at what is painted. */
  async watchElement(of: Participant): Promise<void> {
    await this.page.evaluate((id) => void labPage.call!.watchElement(id), of.identity);
  }

  async elementLooks(of: Participant): Promise<ElementLook[]> {
    return this.page.evaluate((id) => labPage.call!.elements.get(id)!.looks, of.identity);
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

  /** Leaves if it can, and closes the page. */
  async end(): Promise<void> {
    const leaving = this.page.evaluate(() => labPage.call?.room.leave()).catch(() => undefined);
    await Promise.race([leaving, sleep(leaveTimeoutMs)]);
    await this.close();
  }

  /** Closes the page's whole context, as when a tab is closed. */
  async close(): Promise<void> {
    await this.page.context().close();
  }

  nodeId(): Promise<string> {
    return this.page.evaluate(() => labPage.call!.room.nodeId);
  }

  /** The standby path, when there is one. */
  standby(): Promise<{ nodeId: string; state: string } | undefined> {
    return this.page.evaluate(() => labPage.call!.room.standby);
  }

  /** What all standby connections of the page have sent and received so far: those that carry no media. */
  async standbyBytes(): Promise<number> {
    const transports = await this.rtcStats("transport");
    const totals = transports
      .map((stats) => Number(stats["bytesSent"] ?? 0) + Number(stats["bytesReceived"] ?? 0))
      .toSorted((a, b) => a - b);
    return (totals[0] ?? 0) + (totals[1] ?? 0);
  }

  /** Whether both peer connections of a spare path are there, which have their candidates and only lack an answer. */
  hasSparePath(): Promise<boolean> {
    return this.page.evaluate(() => labPage.connections.lackingAnswer() === 2);
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

  roomName(): Promise<string> {
    return this.page.evaluate(() => labPage.call!.room.name);
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
    return waitUntil(
      `${this.identity} is told ${name}`,
      async () => {
        const [event] = await this.events(name, sinceMs);
        if (event) return ready(event);
        return notReady(await this.#situation());
      },
      options,
    );
  }

  /**
   * Its call has changed over to another node while the one before went on. On a machine that stands still for a moment
   * itself, that is told as a recovery, though nobody was told that it began.
   */
  async waitForMove(sinceMs: number): Promise<CallEvent> {
    return waitUntil(
      `${this.identity}'s call has changed over`,
      async () => {
        const moved = (await this.events(undefined, sinceMs)).find(({ name }) => /^(migrated|recovered)$/.test(name));
        return moved ? ready(moved) : notReady(await this.#situation());
      },
      { timeoutMs: 30_000, intervalMs: 100 },
    );
  }

  /** What the browser itself left out so far, because the machine was busy: it never reached the network, or the screen. */
  async browserSkips(): Promise<BrowserSkips> {
    // A picture that is being encoded at the moment is not left out: look until it is through.
    const looks: BrowserSkips[] = [];
    for (let look = 0; look < 3; look++) {
      const [sources, sent, received] = [
        await this.rtcStats("media-source"),
        await this.rtcStats("outbound-rtp"),
        await this.rtcStats("inbound-rtp"),
      ];
      const total = (list: Record<string, unknown>[], field: string) =>
        list.reduce((sum, stats) => sum + (stats["kind"] === "video" ? Number(stats[field] ?? 0) : 0), 0);
      looks.push({
        notSent: total(sources, "frames") - total(sent, "framesSent"),
        notShown: total(received, "framesDropped"),
      });
      await sleep(60); // getStats() is cached for 50 ms
    }
    return {
      notSent: Math.min(...looks.map(({ notSent }) => notSent)),
      notShown: Math.max(...looks.map(({ notShown }) => notShown)),
    };
  }

  async lookAtSending(): Promise<void> {
    await this.page.evaluate(() => labPage.connections.lookAtSending());
  }

  /** What its connections did with the pictures of its camera, seen every half second since `lookAtSending`. */
  async lookedAtSending(): Promise<SendingLook[]> {
    return this.page.evaluate(() => labPage.connections.lookedAtSending());
  }

  /** Sees new pictures of the right camera and hears the right tone, now and not just once. */
  async waitForMedia(
    from: Participant,
    sources: Source[] = ["camera", "microphone"],
    options?: WaitOptions,
  ): Promise<void> {
    if (sources.includes("camera")) await this.waitForPictures(from, from.voice, options);
    if (sources.includes("microphone")) await this.waitForTone(from, from.voice, options);
  }

  /** In the last second, pictures of this camera and of no other came. */
  async waitForPictures(from: Participant, cameraId: number, options?: WaitOptions): Promise<void> {
    await waitUntil(
      `${this.identity} sees camera ${cameraId} of ${from.identity}`,
      async () => {
        const { frames, cameraIds } = await this.pictures(from, wallClockMs() - steadyMs);
        if (frames >= steadyFrames && cameraIds.join() === String(cameraId)) return ready(undefined);
        return notReady(
          `in the last ${steadyMs} ms ${frames} pictures of cameras ${cameraIds.join() || "-"}; ${await this.#situation()}`,
        );
      },
      { timeoutMs: mediaTimeoutMs, intervalMs: 100, ...options },
    );
  }

  /** In the last second, this tone was heard. */
  async waitForTone(from: Participant, tone: number, options?: WaitOptions): Promise<void> {
    await waitUntil(
      `${this.identity} hears tone ${tone} of ${from.identity}`,
      async () => {
        const { heard, silent, foreign } = await this.sound(from, wallClockMs() - steadyMs, tone);
        if (heard >= steadyBlocks) return ready(undefined);
        return notReady(
          `in the last ${steadyMs} ms ${heard} blocks with it, ${silent} silent, ${foreign} other; ${await this.#situation()}`,
        );
      },
      { timeoutMs: mediaTimeoutMs, intervalMs: 100, ...options },
    );
  }

  #urls(): string[] {
    const { replica = 0, onlyReplica = false } = this.#options;
    const urls = this.#cluster.signalingUrls;
    const rotated = [...urls.slice(replica), ...urls.slice(0, replica)];
    return onlyReplica ? rotated.slice(0, 1) : rotated;
  }

  async #situation(): Promise<string> {
    const told = (await this.events()).map(({ name }) => name);
    return [
      `state ${await this.state()}, told so far: ${told.slice(-12).join(", ") || "nothing"}`,
      ...this.consoleLines.slice(-10),
      this.#cluster.logTail(),
    ].join("\n");
  }
}
