/** Whether a node takes new rooms (ServingState of the cluster protocol). */
export type ServingName = "serving" | "cordoned" | "draining";

export const servingNames: readonly ServingName[] = ["serving", "cordoned", "draining"];

/** A state that this replica does not know comes from a newer node, and is no invitation. */
export const servingName = (state: number | null | undefined): ServingName => servingNames[state ?? 0] ?? "cordoned";
