// What a node may claim to hold. It is one of the cluster, but may be broken or taken over, and an epoch that is believed
// once is the least that the room can have from then on.

import { maxEpoch } from "../store/store.ts";

/** Each placement counts up by one. Where nothing was observed, as after the loss of the store, this is what is left. */
const maxLead = 1_000_000;
/** So that what is placed above a claim can be written down for long. */
const maxClaimed = maxEpoch / 2;
/** As many rooms as a node can be configured to hold (HOLDFAST_MAX_ROOMS), and as many that it stands by for. */
export const maxRoomsOfNode = 20_000;

/** `observed`: the highest epoch of the room that is known otherwise, 0 = none. */
export const isBelievableEpoch = (claimed: number, observed: number): boolean =>
  claimed <= maxClaimed && claimed - observed <= maxLead;
