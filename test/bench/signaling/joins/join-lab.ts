/** Somebody in a room, with two transports and one audio track published. */
export interface Joined {
  /** Resolves when the socket is closed. */
  leave(): Promise<void>;
}

/** A server that people really join. */
export interface JoinLab {
  readonly name: string;
  /** One more in the room of that number. Resolves when the track is published and what others send is resumed. */
  join(room: number): Promise<Joined>;
  /** CPU seconds used so far, by process. */
  cpuSeconds(): ReadonlyMap<string, number>;
  close(): Promise<void>;
}
