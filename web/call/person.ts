// What the screen shows of a room: plain values, made anew after every event of the SDK.

import type { LocalTrack, RemoteTrack, Room } from "../../client/index.ts";

export interface Person {
  id: string;
  name: string;
  isSelf: boolean;
  camera?: RemoteTrack;
  microphone?: RemoteTrack;
  /** No microphone, or a muted one. */
  silent: boolean;
  screens: (RemoteTrack | LocalTrack)[];
  sounds: RemoteTrack[];
}

type Tracks = Iterable<RemoteTrack>;

/** Others in the order they came, then oneself. */
export function peopleIn(room: Pick<Room, "remoteParticipants" | "localParticipant">): Person[] {
  const others = [...room.remoteParticipants.values()]
    .sort((a, b) => a.joinedAtMs - b.joinedAtMs || (a.id < b.id ? -1 : 1))
    .map(({ id, name, tracks }) => personOf(id, name, tracks.values()));
  const { id, name, tracks } = room.localParticipant;
  const self = [...tracks.values()];
  return [
    ...others,
    {
      id,
      name: name || id,
      isSelf: true,
      silent: !self.some((track) => track.source === "microphone" && !track.muted),
      screens: self.filter((track) => track.source === "screen"),
      sounds: [],
    },
  ];
}

function personOf(id: string, name: string, tracks: Tracks): Person {
  const all = [...tracks];
  const camera = all.find((track) => track.source === "camera" && track.subscribed && !track.muted);
  const microphone = all.find((track) => track.source === "microphone");
  return {
    id,
    name: name || id,
    isSelf: false,
    ...(camera && { camera }),
    ...(microphone && { microphone }),
    silent: microphone === undefined || microphone.muted,
    screens: all.filter((track) => track.source === "screen" && track.subscribed && !track.muted),
    sounds: all.filter((track) => track.kind === "audio"),
  };
}
