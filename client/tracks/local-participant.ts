import { HoldfastError } from "../../proto/errors.ts";
import { newTrackId, type ParticipantId, type TrackId } from "../../proto/ids.ts";
import { maxDataBytes, maxTopicBytes } from "../../proto/limits.ts";
import type { Participant } from "../../proto/model.ts";
import type { Kind } from "../../proto/rtp.ts";
import type { TrackIntent } from "../paths/intent.ts";
import { LocalTrack } from "./local-track.ts";
import { defaultSource, pictureEncodings, soundEncodings, soundFor, type PublishOptions } from "./publish-options.ts";
import { isTrackSource, trackSources } from "../wire-names.ts";
import type { RoomControls, SendDataOptions } from "./room-controls.ts";

/** This client, as the room sees it. */
export class LocalParticipant {
  readonly #controls: RoomControls;
  readonly #tracks = new Map<TrackId, LocalTrack>();
  #id: string;
  #name: string;
  #metadata: string;

  /** @internal */
  constructor(self: Participant, controls: RoomControls) {
    this.#id = self.id ?? "";
    this.#name = self.name ?? "";
    this.#metadata = self.metadata ?? "";
    this.#controls = controls;
  }

  /** The identity in the token. */
  get id(): ParticipantId {
    return this.#id as ParticipantId;
  }

  get name(): string {
    return this.#name;
  }

  get metadata(): string {
    return this.#metadata;
  }

  /** By track id. */
  get tracks(): ReadonlyMap<TrackId, LocalTrack> {
    return this.#tracks;
  }

  /**
   * Resolves when the room has the track. Tracks published in the same tick share one request. During a recovery it
   * waits for the new path.
   * @throws HoldfastError: `forbidden` without the grant, `limit_tracks`, `bad_media`, `bad_request` for a wrong source or a
   * track that is published already, `left` when the room ends first.
   */
  async publish(media: MediaStreamTrack, options: PublishOptions = {}): Promise<LocalTrack> {
    const kind = kindOf(media);
    if (media.readyState === "ended") throw new HoldfastError("bad_media", "the track has ended");
    if ([...this.#tracks.values()].some(({ mediaStreamTrack }) => mediaStreamTrack === media))
      throw new HoldfastError(
        "bad_request",
        "this MediaStreamTrack is published already: unpublish it first, or publish a clone()",
      );
    const { source = defaultSource(kind) } = options;
    if (!isTrackSource(source))
      throw new HoldfastError("bad_request", `source "${String(source)}" is none of ${trackSources.join(", ")}`);
    const sound = kind === "audio" ? soundFor(source, options) : undefined;
    const intent: TrackIntent = {
      id: newTrackId(),
      kind,
      source,
      name: options.name ?? "",
      encodings: sound ? soundEncodings(sound) : pictureEncodings(options),
      sound,
      mute: { muted: options.muted ?? false, revision: 0 },
      media,
    };
    const track = new LocalTrack(intent, this.#controls);
    this.#tracks.set(track.id, track);
    try {
      await this.#controls.publish(intent);
      return track;
    } catch (thrown) {
      this.removeTrack(track.id);
      throw thrown;
    }
  }

  async update(changes: { name?: string; metadata?: string }): Promise<void> {
    const { name = this.#name, metadata = this.#metadata } = changes;
    await this.#controls.updateSelf({ name, metadata });
  }

  /**
   * To everybody else, or to some. Resolves when the server has taken it. Reliable while the socket lives; not repeated
   * after it was lost. Goes out at up to 90 messages a second, in order; up to 5,000 may wait.
   * @throws HoldfastError `bad_request` above 16 KiB, `forbidden` without the grant, `too_many_requests` when too many wait, `connection_closed` when the socket is lost.
   */
  async sendData(payload: Uint8Array | string, options: SendDataOptions = {}): Promise<void> {
    const bytes: unknown = typeof payload === "string" ? new TextEncoder().encode(payload) : payload;
    if (!(bytes instanceof Uint8Array))
      throw new HoldfastError(
        "bad_request",
        "the payload is neither a string nor a Uint8Array: JSON.stringify() it, say",
      );
    const { topic = "", to } = options;
    if (typeof topic !== "string" || new TextEncoder().encode(topic).byteLength > maxTopicBytes)
      throw new HoldfastError("bad_request", `the topic is a string of at most ${maxTopicBytes} bytes`);
    if (to !== undefined && (!Array.isArray(to) || to.length === 0 || !to.every((id) => typeof id === "string")))
      throw new HoldfastError(
        "bad_request",
        "to is a list of participant ids, at least one: leave it out to send to everybody",
      );
    if (bytes.byteLength > maxDataBytes)
      throw new HoldfastError("bad_request", `at most ${maxDataBytes} bytes of data`);
    await this.#controls.sendData(bytes, options);
  }

  /** @internal */
  removeTrack(trackId: TrackId): void {
    this.#tracks.get(trackId)?.withdrawn();
    this.#tracks.delete(trackId);
  }

  /** @internal True when that changed anything. */
  set(id: string, name: string, metadata: string): boolean {
    const changed = name !== this.#name || metadata !== this.#metadata;
    this.#id = id;
    this.#name = name;
    this.#metadata = metadata;
    return changed;
  }
}

function kindOf(media: unknown): Kind {
  const { kind } = (media ?? {}) as Partial<MediaStreamTrack>;
  if (kind === "audio" || kind === "video") return kind;
  throw new HoldfastError("bad_media", "publish() takes a MediaStreamTrack, such as one of stream.getTracks()");
}
