import { InvalidArgumentError } from "commander";

const unitsMs: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** `30s`, `10m`, `1.5h`, `500ms` in milliseconds; for commander's options. */
export function parseDuration(text: string): number {
  const [, amount = "", unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Number(amount) * (unitsMs[unit] ?? Number.NaN);
  if (!Number.isFinite(ms) || ms <= 0) throw new InvalidArgumentError("It must look like 30s, 10m or 1h.");
  return Math.round(ms);
}

/** For people: 45 s, 12 min, 3 h. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
