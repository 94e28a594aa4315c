import type { Writable } from "node:stream";
import { atTickEnd } from "../base/turn-end.ts";

/**
 * From now on, what is written to the stream within one tick goes out at its end, together: in one system call where the
 * stream can do that (`writev`).
 */
export function writeTogether(stream: Writable): void {
  const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
  let waiting = false;
  const corked = {
    tickEnds(): void {
      waiting = false;
      stream.uncork();
    },
  };
  stream.write = (...args: unknown[]): boolean => {
    if (!waiting) {
      waiting = true;
      stream.cork();
      atTickEnd(corked);
    }
    return write(...args);
  };
}
