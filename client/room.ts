import type { SessionId } from "../proto/ids.ts";
import type { ConnectOptions, TokenSource } from "./connect-options.ts";
import { Emitter } from "./emitter.ts";
import type { LocalParticipant } from "./local-participant.ts";
import type { RemoteParticipant } from "./remote-participant.ts";
import type { ModerateAction } from "./room-controls.ts";
import type { RoomEvents } from "./room-events.ts";
import type { RoomState } from "./room-state.ts";
import type { RoomStatistics } from "./statistics.ts";

type Events = { [Name in keyof RoomEvents]: RoomEvents[Name] };

export declare class Room extends Emitter<Events> {
  /**
   * Resolves when the room is joined; media of others follows as trackSubscribed events.
   * @throws HoldfastError: of the token, of capacity, `cancelled` by options.signal, `connection_closed` when no server answers.
   */
  static connect(url: string | URL, token: TokenSource, options?: ConnectOptions): Promise<Room>;
  /** Loads what the first connect needs, so that it is quicker: call it while people still look at their preview. */
  static warmUp(): Promise<void>;
  readonly name: string;
  readonly state: RoomState;
  readonly localParticipant: LocalParticipant;
  /** By participant id. */
  readonly remoteParticipants: ReadonlyMap<string, RemoteParticipant>;
  readonly sessionId: SessionId;
  /** The node that carries the call now. */
  readonly nodeId: string;
  leave(): Promise<void>;
  /** For tokens with the moderator grant. */
  moderate(action: ModerateAction): Promise<void>;
  getStats(): Promise<RoomStatistics>;
}
