// What a stream is given within one turn of the event loop goes out in one system call at its end: at many messages a
// second, those calls are most of the work.

import type { Duplex } from "node:stream";

let held: Duplex[] = [];

/** Holds back what the stream is given until everything that is ready in this turn has been read and answered. */
export function holdForThisTurn(stream: Duplex): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  if (held.push(stream) === 1) setImmediate(release);
}

function release(): void {
  const streams = held;
  held = [];
  for (const stream of streams) stream.uncork();
}
