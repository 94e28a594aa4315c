/** Milliseconds since 1970 with the resolution of the monotonic clock: comparable between pages, workers and Node. */
export function wallClockMs(): number {
  return performance.timeOrigin + performance.now();
}
