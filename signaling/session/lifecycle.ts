// The life of a participant on a replica. Pure.
//
//               attached             path lost
//   attaching -----------> joined ---------------> recovering
//       |                    ^  '---- attached --------'
//       '--- ended --> closed <--- ended, from each of them; the first reason stays
//
// Beside that the client is here, or has been away since a moment: away for longer than it is waited for, it has ended.

import type { ErrorCode } from "../../proto/errors.ts";

export type LifeState = "attaching" | "joined" | "recovering" | "closed";

export interface Life {
  readonly state: LifeState;
  /** Since when there is no socket; undefined while there is one. */
  readonly awaySinceMs: number | undefined;
  /** Why it ended. */
  readonly why: ErrorCode | undefined;
}

export type LifeEvent =
  | { type: "attached" | "pathLost" | "back" }
  | { type: "away"; atMs: number }
  | { type: "ended"; why: ErrorCode }
  /** Somebody looks whether the client has been away for too long. */
  | { type: "waited"; atMs: number; patienceMs: number };

export const newLife: Life = { state: "attaching", awaySinceMs: undefined, why: undefined };

/** The next state; an event that the state does not know changes nothing. */
export function nextLife(life: Life, event: LifeEvent): Life {
  if (life.state === "closed") return life;
  switch (event.type) {
    case "attached":
      return { ...life, state: "joined" };
    case "pathLost":
      return life.state === "attaching" ? life : { ...life, state: "recovering" };
    case "away":
      return life.awaySinceMs === undefined ? { ...life, awaySinceMs: event.atMs } : life;
    case "back":
      return { ...life, awaySinceMs: undefined };
    case "ended":
      return { ...life, state: "closed", why: event.why };
    case "waited": {
      const tooLong = life.awaySinceMs !== undefined && event.atMs - life.awaySinceMs >= event.patienceMs;
      return tooLong ? { ...life, state: "closed", why: "absent" } : life;
    }
  }
}
