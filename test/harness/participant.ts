// One participant of a test, in a browser page, with a numbered camera and a tone of its own. What it sees and hears is what
// the elements of that page present and play.
import { setTimeout as sleep } from "node:timers/promises";
import type { PeopleBrowser, TestPage } from "./browser.ts";
import type { TokenGrants } from "./cluster.ts";
import type { SendingLook } from "./left-out.ts";
import { frameStatistics, type FrameStatistics } from "./frame-statistics.ts";
import type { CallEvent } from "./page/holdfast-call.ts";
import type { PagePerson } from "./page/lab-page.ts";
import type { MediaReport } from "./page/media-messages.ts";
import type { TimedEvent } from "./page/connection-log.ts";
import { toneStatistics, type ToneStatistics } from "./tone.ts";
import { notReady, ready, waitUntil, type WaitOptions } from "./wait-until.ts";

export type Source = "camera" | "microphone";

/** What a participant needs of a cluster. */
export interface CallPlace {
  url: string;
  signalingUrls: readonly string[];
  mint(grants: TokenGrants): Promise<string>;
  logTail(): string;
}

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
  /** Instead of the place's own URLs. */
  urls?: readonly string[];
  grants?: Omit<TokenGrants, "room" | "identity">;
}

export interface Pictures extends FrameStatistics {
  cameraIds: number[];
  /** Arrival of the last one; 0 when there is none. */
  lastMs: number;
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
  readonly page: TestPage;
  readonly consoleLines: string[];
  /** What it has published so far. */
  readonly published = new Set<Source>();
  readonly #options: ParticipantOptions;
  readonly #cluster: CallPlace;

  private constructor(cluster: CallPlace, page: TestPage, consoleLines: string[], options: ParticipantOptions) {
    this.identity = options.identity;
    this.voice = options.voice;
    this.page = page;
    this.consoleLines = consoleLines;
    this.#options = options;
    this.#cluster = cluster;
  }

  /** The page with the SDK loaded, not connected yet. */
  static async open(cluster: CallPlace, browser: PeopleBrowser, options: ParticipantOptions): Promise<Participant> {
    const consoleLines: string[] = [];
    const page = await browser.openPeoplePage(`${cluster.url}/healthz`, (line) => consoleLines.push(line));
    const participant = new Participant(cluster, page, consoleLines, options);
    await page.run(async (name) => {
      labPage.sdk = await labPage.HoldfastCall.loadSdk();
      await labPage.add(name);
    }, options.identity);
    return participant;
  }

  async connect(room = this.#options.room): Promise<void> {
    const { identity, grants, redundancy = "cold", iceTransportPolicy = "all" } = this.#options;
    const token = await this.#cluster.mint({ identity, room, name: identity, ...grants });
    await this.run(
      async (person, { urls, token, options }) => {
        const { HoldfastCall, sdk } = labPage;
        person.call = await HoldfastCall.join(sdk, person.lab, urls, token, options);
      },
      { urls: this.#urls(), token, options: { redundancy, iceTransportPolicy } },
    );
  }

  async publish(sources: Source[] = this.#options.publish ?? ["camera", "microphone"]): Promise<void> {
    const { framesPerSecond = 30, simulcastScale, voice } = this.#options;
    for (const source of sources) this.published.add(source);
    await this.run(
      async ({ lab, call }, { sources, voice, framesPerSecond, simulcastScale }) => {
        await call!.publish(
          sources.map((source) => {
            if (source === "microphone") return { source, track: lab.startTone(voice) };
            call!.camera = lab.startCamera(voice, framesPerSecond, simulcastScale);
            return { source, track: call!.camera.track, simulcast: simulcastScale !== undefined };
          }),
        );
      },
      { sources, voice, framesPerSecond, simulcastScale },
    );
  }

  /** Does something in the page, which is given this person there; nothing else of the test is known there. */
  run<Result>(act: (person: PagePerson) => Result | Promise<Result>): Promise<Result>;
  run<Result, Argument>(
    act: (person: PagePerson, argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  run<Result>(act: (person: PagePerson, argument: never) => Result | Promise<Result>, argument?: unknown) {
    const person = `labPage.people.get(${JSON.stringify(this.identity)})`;
    return this.page.evaluate(`(${act.toString()})(${person}, ${JSON.stringify(argument)})`) as Promise<Result>;
  }

  /** One more track: the voice that melody.ts can tell by the clock. */
  async publishMelody(): Promise<void> {
    await this.run(async ({ lab, call }) => {
      await call!.publish([{ source: "screen_audio", track: lab.startMelody(60) }]);
    });
  }

  async setMuted(source: Source, muted: boolean): Promise<void> {
    await this.run(
      async ({ call }, { source, muted }) => {
        const track = call!.local.get(source)!;
        await (muted ? track.mute() : track.unmute());
      },
      { source, muted },
    );
  }

  /** From now on another camera or tone is sent in the published track's place. */
  async replaceTrack(source: Source, voice: number): Promise<void> {
    await this.run(
      async ({ lab, call }, { source, voice, framesPerSecond }) => {
        const media = source === "microphone" ? lab.startTone(voice) : lab.startCamera(voice, framesPerSecond).track;
        await call!.local.get(source)!.replaceTrack(media);
      },
      { source, voice, framesPerSecond: this.#options.framesPerSecond ?? 30 },
    );
  }

  async unpublish(source: Source): Promise<void> {
    await this.run(({ call }, source) => call!.local.get(source)!.unpublish(), source);
  }

  /** Leaves the call that it is in, if any, and joins another one with the same camera and tone. */
  async moveTo(room: string): Promise<void> {
    await this.run(async ({ call }) => {
      call?.camera?.stop();
      await call?.room.leave();
    });
    await this.connect(room);
    await this.publish();
  }

  async leave(): Promise<void> {
    await this.run(({ call }) => call!.room.leave());
  }

  /** Leaves if it can, and closes the page. */
  async end(): Promise<void> {
    const leaving = this.run(({ call }) => call?.room.leave()).catch(() => undefined);
    await Promise.race([leaving, sleep(leaveTimeoutMs)]);
    await this.close();
  }

  /** As when a tab is closed. */
  async close(): Promise<void> {
    await this.page.close();
  }

  nodeId(): Promise<string> {
    return this.run(({ call }) => call!.room.nodeId);
  }

  /** The standby path, when there is one. */
  standby(): Promise<{ nodeId: string; state: string } | undefined> {
    return this.run(({ call }) => call!.room.standby);
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
    return this.run(() => labPage.connections.lackingAnswer() === 2);
  }

  state(): Promise<string> {
    return this.run(({ call }) => call!.room.state);
  }

  /** All events of the room since the given time, oldest first. */
  async events(name?: string, sinceMs = 0): Promise<CallEvent[]> {
    const events = await this.run(({ call }) => call!.events);
    return events.filter((event) => (name === undefined || event.name === name) && event.atMs >= sinceMs);
  }

  media(sinceMs = 0): Promise<MediaReport> {
    return this.run(({ lab }, since) => lab.report(since), sinceMs);
  }

  rtcStats(type: RTCStatsType): Promise<Record<string, unknown>[]> {
    return this.run((_person, wanted) => labPage.connections.rtcStats(wanted), type);
  }

  timeline(): Promise<TimedEvent[]> {
    return this.run(() => labPage.connections.timeline);
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
    return this.run(({ call }) => call!.room.name);
  }

  /** Media port of the path's node, taken from the selected candidate pairs: it tells the worker's slot. */
  async mediaPort(): Promise<number> {
    const candidates = await this.rtcStats("remote-candidate");
    const port = Number(candidates[0]?.["port"]);
    if (!Number.isInteger(port)) throw new Error(`${this.identity} has no remote candidate`);
    return port;
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

  async lookAtSending(): Promise<void> {
    await this.run(() => labPage.connections.lookAtSending());
  }

  /** What its connections did with the pictures of its camera, seen every half second since `lookAtSending`. */
  async lookedAtSending(): Promise<SendingLook[]> {
    return this.run(() => labPage.connections.lookedAtSending());
  }

  /** Sees new pictures of the right camera and hears the right tone, now and not just once. */
  async waitForMedia(from: Participant, sources: Source[] = [...from.published], options?: WaitOptions): Promise<void> {
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
    const { replica = 0, onlyReplica = false, urls = this.#cluster.signalingUrls } = this.#options;
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
