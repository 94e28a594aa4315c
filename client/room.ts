import type { SessionId } from "../proto/ids.ts";
import { Call, type CallOptions } from "./call/call.ts";
import type { ConnectOptions, TokenSource } from "./connect-options.ts";
import { Emitter } from "./emitter.ts";
import type { LocalParticipant } from "./tracks/local-participant.ts";
import { BrowserConnections } from "./connections/browser-connections.ts";
import type { PathStateName } from "./paths/path-state.ts";
import type { RemoteParticipant } from "./tracks/remote-participant.ts";
import type { ModerateAction } from "./tracks/room-controls.ts";
import type { RoomEvents } from "./room-events.ts";
import type { RoomState } from "./room-state.ts";
import type { ServerUrls } from "./signaling/signal-url.ts";
import { Statistics, type RoomStatistics } from "./statistics/statistics.ts";

type Events = { [Name in keyof RoomEvents]: RoomEvents[Name] };

/** One person's presence in a room, from connect() to leave(), whatever servers come and go meanwhile. */
export class Room extends Emitter<Events> {
  readonly #call: Call;
  readonly #statistics: Statistics;

  private constructor(urls: ServerUrls, token: TokenSource, options: CallOptions) {
    super();
    this.#call = new Call(urls, token, options, (event, ...args) => this.emit(event, ...args));
    this.#statistics = new Statistics(this.#call);
  }

  /**
   * Resolves when the room is joined; those already there are in remoteParticipants, and their media follows as
   * trackSubscribed events.
   * @param urls of one server, or of several of one cluster; when the one that serves dies, the next one is taken.
   * @throws HoldfastError: `bad_request` for a URL, of the token, of capacity, `cancelled` by options.signal;
   * `connection_closed` when no server answers at any URL for 3 s, or none of those that do can be joined for 15 s.
   */
  static async connect(urls: ServerUrls, token: TokenSource, options: ConnectOptions = {}): Promise<Room> {
    const room = new Room(urls, token, options);
    await room.#call.connect(options.signal);
    return room;
  }

  /** Does beforehand what the first connect would wait for (some 30 ms): for while people look at their preview. */
  static async warmUp(): Promise<void> {
    await BrowserConnections.warmUp();
  }

  get name(): string {
    return this.#call.roomName;
  }

  get state(): RoomState {
    return this.#call.state;
  }

  get localParticipant(): LocalParticipant {
    return this.#call.local;
  }

  /** By participant id. */
  get remoteParticipants(): ReadonlyMap<string, RemoteParticipant> {
    return this.#call.roster.participants;
  }

  get sessionId(): SessionId {
    return this.#call.sessionId as SessionId;
  }

  /** The node that carries the call now. */
  get nodeId(): string {
    return this.#call.paths.active?.nodeId ?? "";
  }

  /** The path that takes over when the node dies, with redundancy "hot"; undefined while there is none. */
  get standby(): { nodeId: string; state: PathStateName } | undefined {
    const { standby } = this.#call.paths;
    return standby && { nodeId: standby.nodeId, state: standby.state.name };
  }

  /** Idempotent. Published MediaStreamTracks are not stopped: they are the page's. */
  async leave(): Promise<void> {
    await this.#call.leave();
  }

  /** Mute somebody's track, or remove somebody. @throws HoldfastError `forbidden` without the moderator grant. */
  async moderate(action: ModerateAction): Promise<void> {
    await this.#call.controls.moderate(action);
  }

  /** False while the browser refuses to play sound: show a button whose click calls startAudio(). */
  get canPlayAudio(): boolean {
    return this.#call.controls.playback.allowed;
  }

  /**
   * Plays what the browser refused to play. Call it in the handler of a click, tap or key.
   * @throws HoldfastError playback_blocked when the browser still refuses.
   */
  async startAudio(): Promise<void> {
    await this.#call.controls.playback.start();
  }

  async getStats(): Promise<RoomStatistics> {
    return this.#statistics.collect();
  }
}
