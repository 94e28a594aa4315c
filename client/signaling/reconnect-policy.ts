// When to try the next socket after one was lost.

export interface ReconnectAttempt {
  /** 0 for the first attempt after a loss. */
  attempt: number;
  /** Since the socket was lost. */
  elapsedMs: number;
  /** In [0, 1). */
  random: number;
}

/** Milliseconds to wait before this attempt, or undefined to give the room up. */
export type ReconnectPolicy = (attempt: ReconnectAttempt) => number | undefined;

const firstMs = 100;
const baseMs = 250;
const capMs = 4_000;
/** As long as a replica keeps the place of somebody whose network is gone, by default. */
const giveUpAfterMs = 120_000;

/** Full jitter throughout, so that a replica's death does not become a stampede: up to 100 ms, then more, up to 4 s. Gives up after 2 min. */
export const defaultReconnectPolicy: ReconnectPolicy = ({ attempt, elapsedMs, random }) => {
  if (elapsedMs > giveUpAfterMs) return undefined;
  if (attempt === 0) return random * firstMs;
  return random * Math.min(capMs, baseMs * 2 ** (attempt - 1));
};
