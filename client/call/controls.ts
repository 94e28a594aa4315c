// What the page wants, put into the intent first and then told to the server when there is one to tell: whatever a
// broken connection swallows is in the next path's Assert.

import { HoldfastError } from "../../proto/errors.ts";
import { mutedByOwner, type Mute } from "../../proto/mute.ts";
import type { TrackId } from "../../proto/ids.ts";
import { DataQueue } from "../signaling/data-queue.ts";
import type { Call } from "./call.ts";
import { wantSubscription, type SubscriptionWish, type TrackIntent } from "../paths/intent.ts";
import { Playback } from "../tracks/playback.ts";
import { keyOf } from "../tracks/remote-tracks.ts";
import type { ModerateAction, RoomControls, SendDataOptions } from "../tracks/room-controls.ts";

/** Nobody took the request, and a new path or the return of signaling follows. */
const swallowed: ReadonlySet<string> = new Set(["connection_closed", "path_unknown", "node_unavailable"]);

export class Controls implements RoomControls {
  readonly playback: Playback;
  readonly #call: Call;
  readonly #data: DataQueue;

  constructor(call: Call) {
    this.#call = call;
    this.#data = new DataQueue((message) => call.request("sendData", message));
    this.playback = new Playback((allowed) => call.emit("audioPlaybackChanged", allowed));
  }

  publish(track: TrackIntent): Promise<void> {
    const { state, intent, publishes, paths } = this.#call;
    if (state === "disconnected") return Promise.reject(new HoldfastError("left"));
    track.media.enabled = !track.mute.muted;
    intent.tracks.set(track.id, track);
    const taken = publishes.add(track.id);
    for (const path of paths.live) void path.produce(track);
    return taken;
  }

  async unpublish(trackId: TrackId): Promise<void> {
    const { paths, request } = this.#call;
    const told = paths.newest?.hasTold(trackId) ?? false;
    this.withdraw(trackId, new HoldfastError("cancelled", "unpublished meanwhile"));
    if (told) await this.#unlessSwallowed(request("unpublish", { trackIds: [trackId] }));
  }

  async setMuted(trackId: TrackId, muted: boolean): Promise<void> {
    const track = this.#call.intent.tracks.get(trackId);
    if (!track || track.mute.muted === muted) return;
    this.applyMute(track, mutedByOwner(track.mute, muted));
    const { revision } = track.mute;
    // Of a track that was not told yet, the offer itself will say it.
    if (this.#call.paths.newest?.hasTold(trackId))
      await this.#unlessSwallowed(this.#call.request("setMuted", { trackId, muted, revision }));
  }

  async replaceMedia(trackId: TrackId, media: MediaStreamTrack): Promise<void> {
    const { intent, paths, local, emit } = this.#call;
    const track = intent.tracks.get(trackId);
    if (!track) throw new HoldfastError("not_found", "the track is not published");
    if (media.kind !== track.kind || media.readyState === "ended") {
      throw new HoldfastError("bad_media", "the new track is of another kind, or has ended");
    }
    media.enabled = !track.mute.muted;
    track.media = media;
    for (const path of paths.live) {
      // A track whose media had ended was left out when the path was built.
      if ((await path.send?.replaceMedia(trackId, media)) === false) void path.produce(track);
    }
    const published = local.tracks.get(trackId);
    if (!published) return;
    published.mediaChanged();
    published.emit("mediaStreamTrackChanged", media);
    emit("mediaStreamTrackChanged", published, local);
  }

  async subscribe(wish: SubscriptionWish): Promise<void> {
    const { intent, autoSubscribe, remote, request } = this.#call;
    const wanted = wantSubscription(intent, wish, autoSubscribe);
    remote.wished(keyOf(wish), wanted.subscribed);
    await this.#unlessSwallowed(request("subscribe", { subscriptions: [wanted] }));
  }

  close(error: HoldfastError): void {
    this.#data.close(error);
  }

  async updateSelf(changes: { name: string; metadata: string }): Promise<void> {
    const { local, request, emit } = this.#call;
    await request("updateSelf", changes);
    if (local.set(local.id, changes.name, changes.metadata)) emit("participantUpdated", local);
  }

  async sendData(payload: Uint8Array, options: SendDataOptions): Promise<void> {
    await this.#data.push({ payload, topic: options.topic ?? "", to: [...(options.to ?? [])] });
  }

  async moderate(action: ModerateAction): Promise<void> {
    const { participantId } = action;
    const wanted =
      "muteTrackId" in action
        ? { participantId, action: "muteTrackId" as const, muteTrackId: action.muteTrackId }
        : { participantId, action: "remove" as const, remove: true };
    await this.#call.request("moderate", wanted);
  }

  /** By the page, by a moderator or over the API. */
  applyMute(track: TrackIntent, mute: Mute): void {
    const { local, emit } = this.#call;
    const { muted } = mute;
    const changed = muted !== track.mute.muted;
    track.mute = mute;
    if (!changed) return;
    track.media.enabled = !muted;
    const published = local.tracks.get(track.id);
    if (published) emit(muted ? "trackMuted" : "trackUnmuted", published, local);
  }

  /** The track is no longer published, on any path, now or later. */
  withdraw(trackId: TrackId, reason: HoldfastError): void {
    const { intent, paths, publishes, local } = this.#call;
    intent.tracks.delete(trackId);
    for (const path of paths.live) path.forget(trackId);
    publishes.refuse(trackId, reason);
    local.removeTrack(trackId);
  }

  /** What a lost or superseded path swallows is in the Assert of the next one. */
  async #unlessSwallowed(request: Promise<unknown>): Promise<void> {
    const { paths } = this.#call;
    const { newest } = paths;
    try {
      await request;
    } catch (thrown) {
      const { code } = HoldfastError.from(thrown);
      const superseded = code === "not_found" && paths.newest !== newest;
      if (!swallowed.has(code) && !superseded) throw thrown;
    }
  }
}
