export interface Backoff {
  /** Ceiling of the first wait. */
  baseMs: number;
  maxMs: number;
}

/**
 * Milliseconds to wait before attempt `attempt` (0 = the first retry): exponential with full jitter, so that those who
 * failed together do not come back together.
 */
export function backoffMs({ baseMs, maxMs }: Backoff, attempt: number, random: () => number): number {
  return random() * Math.min(maxMs, baseMs * 2 ** Math.min(attempt, 30));
}
