// Times as people say them.

/** A gap in the media: `0 ms`, `180 ms`, `1.4 s`, `12 s`. */
export function spokenGap(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.round(ms / 1000)} s`;
}

/** How long ago: `just now`, `12 s ago`, `5 min ago`, `2 h ago`. */
export function spokenAgo(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 3) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return `${Math.floor(seconds / 3600)} h ago`;
}

/** How long a call has lasted: `0:07`, `12:34`, `1:02:03`. */
export function callLength(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  const seconds = String(total % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}
