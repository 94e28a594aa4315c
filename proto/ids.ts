// Branded ids. Every id in the system is made or checked here, so that a RoomName can never be passed as a NodeId.

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type RoomName = Id<"RoomName">;
/** The token's identity: unique in its room, the same across sessions. */
export type ParticipantId = Id<"ParticipantId">;
/** One participant's presence, across sockets and paths. */
export type SessionId = Id<"SessionId">;
/** The publisher's choice: unique among that participant's tracks, not in the room. */
export type TrackId = Id<"TrackId">;
/** A track of the room: its owner and its id. */
export type TrackKey = Id<"TrackKey">;
export type PathId = Id<"PathId">;
export type NodeId = Id<"NodeId">;
export type ReplicaId = Id<"ReplicaId">;

interface IdKind<T extends string> {
  /** The id, or undefined when the text is not one. */
  parse(text: string): T | undefined;
  readonly pattern: RegExp;
  /** What `parse` takes, for error messages. */
  readonly expects: string;
}

function idKind<T extends string>(pattern: RegExp, expects: string): IdKind<T> {
  return { parse: (text) => (pattern.test(text) ? (text as T) : undefined), pattern, expects };
}

const word = /^[A-Za-z0-9][A-Za-z0-9_.:@=+-]{0,127}$/;
const wordExpects = "1 to 128 letters, digits or _ . : @ = + -, beginning with a letter or digit";

export const RoomName = idKind<RoomName>(word, wordExpects);
export const NodeId = idKind<NodeId>(word, wordExpects);
export const ReplicaId = idKind<ReplicaId>(word, wordExpects);
export const SessionId = idKind<SessionId>(word, wordExpects);
export const PathId = idKind<PathId>(word, wordExpects);
export const TrackId = idKind<TrackId>(word, wordExpects);
export const ParticipantId = idKind<ParticipantId>(word, wordExpects);

/** Neither of the two can contain a slash. */
export const trackKey = (participantId: ParticipantId, trackId: TrackId): TrackKey =>
  `${participantId}/${trackId}` as TrackKey;

const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

/**
 * `length` random characters, about 5 bits each, from the platform's cryptographic generator. Joined at once: a text that
 * grows by single characters stays a tree of them for as long as it lives.
 */
export function randomId(length: number, prefix = ""): string {
  const letters = Array.from(
    crypto.getRandomValues(new Uint8Array(length)),
    (byte) => alphabet[byte % alphabet.length],
  );
  return [prefix, ...letters].join("");
}

export const newSessionId = (): SessionId => randomId(20, "se_") as SessionId;
export const newTrackId = (): TrackId => randomId(16, "tr_") as TrackId;
export const newPathId = (): PathId => randomId(16, "pa_") as PathId;
export const newReplicaId = (): ReplicaId => randomId(8, "re_") as ReplicaId;
export const newNodeId = (): NodeId => randomId(8, "no_") as NodeId;
