// Where one path stands. Pure; path.ts does what follows from it.
//
//              built, nothing to carry            in use
//   building ---------------------------> idle -----------+
//      |                                                  v       connected
//      +--- built --------------------------------> connecting ----------------> connected
//      |                                                  |  ^                    |     ^
//      |                                                  |  +----- in use -------+     | connected
//      |                                                  |                       | disconnected
//      |                                                  |                       v     |
//      | failed, deadline                failed, deadline |                   interrupted
//      +---------------------> failed <-------------------+----- failed, deadline ---+
//
//   every state -- closed --> closed
//
// `in use` is a transport's first track after the others were connected: a transport dials only then.

export type PathState =
  | { name: "building"; sinceMs: number }
  | { name: "idle"; sinceMs: number }
  | { name: "connecting"; sinceMs: number }
  | { name: "connected"; sinceMs: number }
  | { name: "interrupted"; sinceMs: number }
  | { name: "failed"; sinceMs: number }
  | { name: "closed"; sinceMs: number };
export type PathStateName = PathState["name"];

export type PathEvent =
  /** Every local track is produced, every offered consumer consumed; `used` tells whether there was any. */
  | { type: "built"; used: boolean }
  | { type: "used" }
  /** ICE and DTLS of every transport in use. */
  | { type: "connected" }
  | { type: "disconnected" }
  | { type: "failed" }
  | { type: "closed" }
  | { type: "tick" };
export type PathEventType = PathEvent["type"];

/** How long a path may stay in a state; after that it has failed. */
const deadlinesMs: Partial<Record<PathStateName, number>> = {
  building: 8_000,
  // Chromium itself takes 15 s to call ICE failed.
  connecting: 8_000,
  // `disconnected` comes after about 5 s without an answer (RFC 7675): little more is worth waiting for.
  interrupted: 2_000,
};

export const pathTransitions: Record<PathStateName, Partial<Record<PathEventType, readonly PathStateName[]>>> = {
  building: { built: ["idle", "connecting"], failed: ["failed"], tick: ["failed"], closed: ["closed"] },
  idle: { used: ["connecting"], failed: ["failed"], closed: ["closed"] },
  connecting: { connected: ["connected"], failed: ["failed"], tick: ["failed"], closed: ["closed"] },
  connected: { used: ["connecting"], disconnected: ["interrupted"], failed: ["failed"], closed: ["closed"] },
  interrupted: { connected: ["connected"], failed: ["failed"], tick: ["failed"], closed: ["closed"] },
  failed: { closed: ["closed"] },
  closed: {},
};

/** The same object when the event changes nothing. */
export function next(state: PathState, event: PathEvent, nowMs: number): PathState {
  const targets = pathTransitions[state.name][event.type];
  if (!targets) return state;
  if (event.type === "tick" && nowMs < (deadlineMs(state) ?? Number.POSITIVE_INFINITY)) return state;
  const name = event.type === "built" && event.used ? "connecting" : targets[0];
  return name === undefined ? state : { name, sinceMs: nowMs };
}

/** When a tick will fail the path, unless it gets on; undefined when it may stay for ever. */
export function deadlineMs(state: PathState): number | undefined {
  const afterMs = deadlinesMs[state.name];
  return afterMs === undefined ? undefined : state.sinceMs + afterMs;
}
