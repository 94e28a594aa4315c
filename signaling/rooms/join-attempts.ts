// What a join does next when a node has refused it. Pure.

import type { HoldfastError } from "../../proto/errors.ts";
import type { NodeId } from "../../proto/ids.ts";
import { isNodeTrouble } from "./attach.ts";
import type { Placed } from "../placement/placement.ts";
import { isSamePlacement } from "../placement/placement-order.ts";

const maxAttempts = 5;

/** How many are in the room: on this replica, and by its node's last word. */
export interface Company {
  here: number;
  onNode: number;
  /** Whether the node is silent, and there are others. */
  silent?: boolean;
}

type Next = "give up" | "make place" | "move away" | "again";

export class JoinAttempts {
  /** A placement that its node does not know of, and nobody else a newer one. */
  lost: Placed | undefined;
  /** How many have failed. */
  count = 0;
  /** Its node was silent, so another one was looked for. */
  triedElsewhere = false;
  readonly #failed = new Set<NodeId>();
  /** Where the last attempt found that its node remembers a higher epoch. */
  #stale: Placed | undefined;

  /** Nodes that are not to be asked again. */
  get exclude(): ReadonlySet<NodeId> {
    return this.#failed;
  }

  refused(error: HoldfastError, placed: Placed, { here, onNode, silent = false }: Company): Next {
    if (silent && isNodeTrouble(error) && !this.triedElsewhere) {
      this.triedElsewhere = true;
      // Make before break: who is in the room notices nothing, whether the node lives or not.
      if (here > 0) return "move away";
    }
    if (++this.count >= maxAttempts || !isNodeTrouble(error)) return "give up";
    if (error.code === "limit_sessions" && here + onNode > 0) return "make place";
    if (error.code === "epoch_stale") {
      // Where the room is instead is known by now, or nobody knows: the store, and who was there, forgot the epoch.
      if (this.#stale && isSamePlacement(this.#stale, placed)) this.lost = placed;
      this.#stale = placed;
    } else if (here === 0) {
      // A join does not tear a room away that others are in: whether their node is dead is for liveness to say.
      this.#failed.add(placed.nodeId);
    }
    return "again";
  }
}
