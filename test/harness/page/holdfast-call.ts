// One participant in a page: joins with the SDK that the server under test delivers, records every event of the room,
// and watches every track it receives.
import type {
  ConnectOptions,
  LocalTrack,
  RemoteParticipant,
  RemoteTrack,
  Room,
  TrackSource,
} from "../../../client/index.ts";
import { note } from "./connection-log.ts";
import { ElementWatch } from "./element-watch.ts";
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
  readonly elements = new Map<string, ElementWatch>();
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
      this.#watch(media);
    });
    room.on("trackUnsubscribed", (media, from) => add("trackUnsubscribed", track(media, from)));
    room.on("mediaStreamTrackChanged", (media, from) => {
      add("mediaStreamTrackChanged", track(media, from));
      if ("participantId" in media) this.#watch(media);
    });
    const present: RemoteParticipant[] = [...room.remoteParticipants.values()];
    for (const { tracks } of present) for (const media of tracks.values()) if (media.subscribed) this.#watch(media);
  }

  /** Attaches somebody's camera to an element of the page, and looks at what that shows from now on. */
  watchElement(participantId: string): ElementWatch {
    const watch = new ElementWatch();
    const tracks = [...(this.room.remoteParticipants.get(participantId)?.tracks.values() ?? [])];
    tracks.find(({ source }) => source === "camera")!.attach(watch.element);
    this.elements.set(participantId, watch);
    return watch;
  }

  #watch(track: RemoteTrack): void {
    const media = track.mediaStreamTrack;
    if (media) this.#lab.watch(mediaKey(track.participantId, track.source), media);
  }
}
