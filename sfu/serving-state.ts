// Whether the node takes new rooms. Pure.
//
//   serving --cordon--> cordoned --serve--> serving
//      `----drain---------.  |                 ^
//                         v  v                 |
//                       draining --serve-------'  (cancelled)
//                         `--> cordoned           (drained, deadline, cancelled)

export const servingNames = ["serving", "cordoned", "draining"] as const;

/** Who asked for a drain. */
export type DrainAsker = "api" | "sigterm";

export interface RoomCount {
  held: number;
  /** Since the node started. */
  arrived: number;
}

export type ServingState =
  | { readonly name: "serving" | "cordoned"; readonly why: "" | "api" | "drained" | "deadline" | "cancelled" }
  | {
      readonly name: "draining";
      readonly why: DrainAsker;
      readonly deadlineMs: number;
      /** When it began. */
      readonly rooms: RoomCount;
    };

export type ServingEvent =
  | { type: "serve" }
  | { type: "cordon" }
  | { type: "drain"; asker: DrainAsker; timeoutMs: number }
  | { type: "timePassed" };

export const initialServing: ServingState = { name: "serving", why: "" };

export function nextServing(before: ServingState, event: ServingEvent, rooms: RoomCount, nowMs: number): ServingState {
  switch (event.type) {
    case "serve":
      return { name: "serving", why: before.name === "draining" ? "cancelled" : "api" };
    case "cordon":
      return { name: "cordoned", why: before.name === "draining" ? "cancelled" : "api" };
    case "drain": {
      const begun = before.name === "draining" ? before.rooms : rooms;
      const deadlineMs = nowMs + event.timeoutMs;
      return ended({ name: "draining", why: event.asker, deadlineMs, rooms: begun }, rooms, nowMs);
    }
    case "timePassed":
      return ended(before, rooms, nowMs);
  }
}

function ended(state: ServingState, { held }: RoomCount, nowMs: number): ServingState {
  if (state.name !== "draining") return state;
  if (held === 0) return { name: "cordoned", why: "drained" };
  return nowMs >= state.deadlineMs ? { name: "cordoned", why: "deadline" } : state;
}

/** As `holdfast.Serving` tells it. */
export function describeServing(
  state: ServingState,
  { arrived }: RoomCount,
  nowMs: number,
): { state: number; why: string; drainLeftMs: number; drainRoomsTotal: number } {
  const told = { state: servingNames.indexOf(state.name), why: state.why, drainLeftMs: 0, drainRoomsTotal: 0 };
  if (state.name !== "draining") return told;
  const { deadlineMs, rooms } = state;
  return {
    ...told,
    drainLeftMs: Math.max(0, deadlineMs - nowMs),
    drainRoomsTotal: rooms.held + arrived - rooms.arrived,
  };
}
