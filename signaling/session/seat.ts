// A participant's proof that it was in the room, given to its client with every join: no replica keeps it. Who comes back
// after a failure, when the node that knew is gone, shows with it that the place is its own, and since when.

import { clusterProof, sameProof } from "../../base/cluster-proof.ts";

export interface Seat {
  room: string;
  participantId: string;
  sessionId: string;
  /** Unix time. */
  joinedAtMs: number;
}

export const seatProof = (clusterSecret: string, { room, participantId, sessionId, joinedAtMs }: Seat): Uint8Array =>
  clusterProof(clusterSecret, ["seat", room, participantId, sessionId, String(joinedAtMs)]);

export const isSeat = (clusterSecret: string, seat: Seat, proof: Uint8Array): boolean =>
  sameProof(seatProof(clusterSecret, seat), proof);
