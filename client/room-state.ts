/**
 * connecting    before the first join
 * connected     in the room
 * recovering    still in the room, but the path or the socket was lost and another is being made
 * disconnected  over, for good
 */
export type RoomState = "connecting" | "connected" | "recovering" | "disconnected";
