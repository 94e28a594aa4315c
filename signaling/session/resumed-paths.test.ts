import { describe, expect, it } from "vitest";
import type { NodeId, RoomName } from "../../proto/ids.ts";
import { betterPlacement } from "../placement/rendezvous.ts";
import { chooseRoles, type HeldPath } from "./resumed-paths.ts";

const room = "tide-pool" as RoomName;
const [a, b] = ["a", "b"] as NodeId[] as [NodeId, NodeId];
const path = (nodeId: NodeId, epoch: number, as: Partial<HeldPath> = {}): HeldPath => ({
  nodeId,
  epoch,
  standby: false,
  knownAsStandby: false,
  ...as,
});
const rolesOf = (...paths: HeldPath[]) => {
  const roles = chooseRoles(room, paths);
  return paths.map((each) => roles.get(each));
};

describe("a session that is taken up again", () => {
  it("is carried by the highest epoch, and keeps what a migration leaves behind", () => {
    expect(rolesOf(path(a, 1), path(b, 2))).toEqual(["previous", "active"]);
  });
  it("keeps its standby, and follows one that has been promoted meanwhile", () => {
    expect(rolesOf(path(a, 1), path(b, 1, { standby: true, knownAsStandby: true }))).toEqual(["active", "standby"]);
    expect(rolesOf(path(a, 1), path(b, 2, { knownAsStandby: true }))).toEqual(["previous", "active"]);
  });
  it("follows no standby that was promoted on a node which did not keep the room", () => {
    const kept = betterPlacement(room, a, b);
    const left = kept === a ? b : a;
    expect(rolesOf(path(left, 2, { knownAsStandby: true }), path(kept, 2))).toEqual([undefined, "active"]);
    expect(rolesOf(path(kept, 2, { knownAsStandby: true }), path(left, 2))).toEqual(["active", "previous"]);
  });
  it("cannot go on with a standby alone", () => {
    expect(rolesOf(path(b, 1, { standby: true, knownAsStandby: true }))).toEqual([undefined]);
  });
});
