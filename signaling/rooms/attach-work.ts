// What an Attach makes a node do, and how much of it one message may ask for. Pure.
//
// Each of n people in a room receives the tracks of all others: what a room takes grows with its square, and all of it in
// one message would take a node seconds, answer in tens of megabytes, and keep everybody waiting for the last.

/** Of what takes a node as long as one consumer. Two transports and two producers take as long as some fifteen. */
const perSession = 16;
/** As much is told of so many people as of one consumer. */
const peoplePerUnit = 8;
/** Half a second of a node at most; the answer is some 800 KiB. A room of 28 people with two tracks each goes as one. */
export const maxWork = 2_000;
/** A client that has not said what it will send sends a microphone and a camera. */
const usualTracks = 2;

export interface Attachable {
  readonly attach: {
    readonly canPublish?: boolean | null | undefined;
    readonly prepared?: { readonly tracks?: readonly unknown[] | null | undefined } | null | undefined;
  };
}

/** How many tracks the session brings along. */
const tracksOf = ({ attach }: Attachable): number =>
  attach.prepared?.tracks?.length ?? (attach.canPublish === false ? 0 : usualTracks);

/** Who was put into the room before. */
export interface Present {
  people: number;
  tracks: number;
}

export const nobody: Present = { people: 0, tracks: 0 };

/** Of putting these sessions into a room in which there are others. */
export function attachWork(sessions: readonly Attachable[], present: Present): number {
  const tracks = sessions.reduce((sum, session) => sum + tracksOf(session), 0);
  const people = sessions.length;
  const consumers = people * (present.tracks + tracks) + present.people * tracks;
  return people * perSession + consumers + (people * (present.people + people)) / peoplePerUnit;
}

/** As many of the first as one Attach may bring, one at least. */
export function nextChunk<Session extends Attachable>(sessions: readonly Session[], present: Present): Session[] {
  const chunk: Session[] = [];
  for (const session of sessions) {
    chunk.push(session);
    if (chunk.length > 1 && attachWork(chunk, present) > maxWork) {
      chunk.pop();
      break;
    }
  }
  return chunk;
}

export const presentWith = (present: Present, sessions: readonly Attachable[]): Present => ({
  people: present.people + sessions.length,
  tracks: present.tracks + sessions.reduce((sum, session) => sum + tracksOf(session), 0),
});
