// What the call's screen says about a recovery, as a state machine on a given clock.
//
//             recovering                 recovered
//   steady -------------> recovering -------------> back
//     ^                       |  ^                   |  |
//     |  ended, or connected  |  |    recovering     |  |
//     +-----------------------+  +-------------------+  |
//     +-------------------------------------------------+  tick, after backForMs

export interface Recovered {
  cause: string;
  gapMs: number;
  fromNode: string;
  toNode: string;
}

export type Recovery =
  | { kind: "steady" }
  | { kind: "recovering"; sinceMs: number }
  | { kind: "back"; atMs: number; recovered: Recovered };

export type RecoveryEvent =
  | { kind: "recovering" }
  | { kind: "recovered"; recovered: Recovered }
  | { kind: "connected" }
  | { kind: "ended" }
  | { kind: "tick" };

/** Shorter recoveries than this are not announced while they last: nobody could read it. */
export const quietForMs = 150;
/** How long "Back after ..." stays. */
export const backForMs = 6_000;

export function nextRecovery(state: Recovery, event: RecoveryEvent, nowMs: number): Recovery {
  switch (event.kind) {
    case "recovering":
      return state.kind === "recovering" ? state : { kind: "recovering", sinceMs: nowMs };
    case "recovered":
      return { kind: "back", atMs: nowMs, recovered: event.recovered };
    case "connected":
      return state.kind === "recovering" ? { kind: "steady" } : state;
    case "ended":
      return { kind: "steady" };
    case "tick":
      return state.kind === "back" && nowMs - state.atMs >= backForMs ? { kind: "steady" } : state;
  }
}

/** When to look again because the words change by themselves; undefined when they do not. */
export function nextLookMs(state: Recovery, nowMs: number): number | undefined {
  if (state.kind === "back") return Math.max(0, state.atMs + backForMs - nowMs);
  if (state.kind === "steady") return undefined;
  const lastedMs = nowMs - state.sinceMs;
  return lastedMs < quietForMs ? quietForMs - lastedMs : 1_000 - (lastedMs % 1_000);
}

/** The words of the pill, or undefined when there is nothing to say (yet). */
export function recoveryWords(state: Recovery, nowMs: number, spoken: (ms: number) => string): string | undefined {
  if (state.kind === "steady") return undefined;
  if (state.kind === "back") {
    return state.recovered.gapMs > 0 ? `Back after ${spoken(state.recovered.gapMs)}` : "Back without a gap";
  }
  const lastedMs = nowMs - state.sinceMs;
  if (lastedMs < quietForMs) return undefined;
  return lastedMs < 3_000 ? "Recovering…" : `Recovering… ${Math.floor(lastedMs / 1_000)} s`;
}
