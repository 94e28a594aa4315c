import type { Writable } from "node:stream";

/**
 * From now on, what is written to the stream within one tick goes out at its end, together: in one system call where the
 * stream can do that (`writev`).
 */
export function writeTogether(stream: Writable): void {
  const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
  let waiting = false;
  const tickEnds = (): void => {
    waiting = false;
    stream.uncork();
  };
  stream.write = (...args: unknown[]): boolean => {
    if (!waiting) {
      waiting = true;
      stream.cork();
      process.nextTick(tickEnds);
    }
    return write(...args);
  };
}
