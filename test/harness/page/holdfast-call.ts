// One participant in a page: joins with the SDK that the server under test delivers, records every event of the room,
// attaches every track it receives to an element of the page, and watches what that shows or plays.
import type {
  ConnectOptions,
  LocalTrack,
  RemoteParticipant,
  RemoteTrack,
  Room,
  TrackSource,
} from "../../../client/index.ts";
import { note } from "./connection-log.ts";
import type { Camera, MediaLab } from "./media-lab.ts";
import { wallClockMs } from "./wall-clock.ts";

export interface CallEvent {
  name: string;
  atMs: number;
  participant?: string;
  source?: string;
  state?: string;
  cause?: string;
  gapMs?: number;
  fromNode?: string;
  toNode?: string;
  reason?: string;
  error?: string;
}

type TrackLike = RemoteTrack | LocalTrack;
interface Sdk {
  Room: typeof Room;
}

/** Each participant's pictures and sound are recorded under its id and the track's source. */
export const mediaKey = (participantId: string, source: string): string => `${participantId}/${source}`;

export class HoldfastCall {
  readonly events: CallEvent[] = [];
  readonly local = new Map<string, LocalTrack>();
  readonly #elements = new Map<RemoteTrack, HTMLMediaElement>();
  readonly connectCalledMs: number;
  room!: Room;
  connectedMs = 0;
  camera: Camera | undefined;
  readonly #lab: MediaLab;

  constructor(lab: MediaLab) {
    this.#lab = lab;
    this.connectCalledMs = wallClockMs();
  }

  static async loadSdk(): Promise<Sdk> {
    const address = "/sdk/holdfast-client.js";
    return (await import(/* @vite-ignore */ address)) as Sdk;
  }

  /** Takes the time of the connection from here on: the SDK is loaded before. */
  static async join(
    sdk: Sdk,
    lab: MediaLab,
    urls: string | string[],
    token: string,
    options: Pick<ConnectOptions, "redundancy" | "iceTransportPolicy"> = {},
  ): Promise<HoldfastCall> {
    const call = new HoldfastCall(lab);
    note("connect called");
    call.room = await sdk.Room.connect(urls, token, options);
    call.connectedMs = wallClockMs();
    note("connect resolved");
    call.#listen();
    return call;
  }

  /** Publishes what is wanted in one go, as a page does. */
  async publish(tracks: { source: TrackSource; track: MediaStreamTrack; simulcast?: boolean }[]): Promise<void> {
    await Promise.all(
      tracks.map(async ({ track, ...options }) => {
        this.local.set(options.source, await this.room.localParticipant.publish(track, options));
      }),
    );
    note("published");
  }

  #listen(): void {
    const { room } = this;
    const track = (media: TrackLike, participant?: { id: string }) => ({
      participant: participant?.id ?? "",
      source: media.source,
    });
    const add = (name: string, detail: Omit<CallEvent, "name" | "atMs"> = {}) => {
      this.events.push({ name, atMs: wallClockMs(), ...detail });
      note(`event ${name}`, detail.state ?? detail.cause ?? detail.source ?? "");
    };
    room.on("stateChanged", (state) => add("stateChanged", { state }));
    room.on("recovering", ({ cause, fromNode }) => add("recovering", { cause, fromNode }));
    room.on("recovered", ({ cause, gapMs, fromNode, toNode }) => add("recovered", { cause, gapMs, fromNode, toNode }));
    room.on("migrated", ({ cause, gapMs, fromNode, toNode }) => add("migrated", { cause, gapMs, fromNode, toNode }));
    room.on("signalingChanged", (online) => add("signalingChanged", { state: online ? "online" : "offline" }));
    room.on("disconnected", (error) => add("disconnected", error ? { error: error.code } : {}));
    room.on("participantJoined", ({ id }) => add("participantJoined", { participant: id }));
    room.on("participantLeft", ({ id }, reason) => add("participantLeft", { participant: id, reason }));
    room.on("trackPublished", (media, from) => add("trackPublished", track(media, from)));
    room.on("trackUnpublished", (media, from) => add("trackUnpublished", track(media, from)));
    room.on("trackMuted", (media, from) => add("trackMuted", track(media, from)));
    room.on("trackUnmuted", (media, from) => add("trackUnmuted", track(media, from)));
    room.on("trackSubscribed", (media, from) => {
      add("trackSubscribed", track(media, from));
      this.#show(media);
    });
    room.on("trackUnsubscribed", (media, from) => {
      add("trackUnsubscribed", track(media, from));
      this.#hide(media);
    });
    room.on("mediaStreamTrackChanged", (media, from) => {
      add("mediaStreamTrackChanged", track(media, from));
      const element = "participantId" in media && this.#elements.get(media);
      if (element) this.#lab.follow(element);
    });
    const present: RemoteParticipant[] = [...room.remoteParticipants.values()];
    for (const { tracks } of present) for (const media of tracks.values()) if (media.subscribed) this.#show(media);
  }

  /** The element that shows or plays a track of somebody, as `attach()` gave it. */
  elementOf(participantId: string, source: string): HTMLMediaElement | undefined {
    return [...this.#elements].find(([track]) => track.participantId === participantId && track.source === source)?.[1];
  }

  #show(track: RemoteTrack): void {
    if (this.#elements.has(track)) return;
    const element = track.attach();
    this.#elements.set(track, element);
    document.body.append(element);
    this.#lab.watch(mediaKey(track.participantId, track.source), element);
  }

  #hide(track: RemoteTrack): void {
    const element = this.#elements.get(track);
    if (!element) return;
    this.#elements.delete(track);
    this.#lab.unwatch(element);
    for (const detached of track.detach()) detached.remove();
  }
}
