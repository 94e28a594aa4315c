// A node as this replica sees it, in the words of the HTTP API.

import { regionLabel } from "../../proto/labels.ts";
import type { NodeView } from "../http/views.ts";
import type { NodeState } from "./liveness.ts";
import type { NodeLink } from "./node-link.ts";
import { load as loadOf } from "../placement/select-node.ts";
import { servingName } from "./serving.ts";

export function viewNode(link: NodeLink): NodeView {
  const { load, serving, liveness, capacity, silentMs } = link;
  const workers = (load?.workers ?? []).map((worker) => ({
    slot: worker.slot ?? 0,
    pid: worker.pid ?? 0,
    alive: worker.alive ?? false,
    cpu: worker.cpu ?? 0,
    rooms: worker.rooms ?? 0,
    consumers: worker.consumers ?? 0,
  }));
  const sessions = load?.sessions ?? 0;
  const known = link.id !== undefined;
  return {
    id: link.id ?? "",
    url: link.url,
    state: stateName(link),
    liveness: liveness.state,
    witness: liveness.witness,
    ...(silentMs === undefined ? {} : { silentMs: Math.round(silentMs) }),
    bootId: link.bootId,
    region: link.labels[regionLabel] ?? "",
    labels: link.labels,
    serving: servingName(serving.state),
    servingWhy: serving.why ?? "",
    load: known && load ? loadOf({ sessions, capacity, cpu: Math.max(0, ...workers.map(({ cpu }) => cpu)) }) : 0,
    rooms: link.rooms.size,
    standbyRooms: link.standbys.size,
    highestEpoch: Math.max(0, ...[...link.rooms.values()].map(({ epoch }) => epoch)),
    sessions,
    capacity,
    producers: load?.producers ?? 0,
    consumers: load?.consumers ?? 0,
    bitrateInBps: load?.bitrateInBps ?? 0,
    bitrateOutBps: load?.bitrateOutBps ?? 0,
    workers,
  };
}

const stateNames: Record<NodeState, NodeView["state"]> = {
  live: "live",
  suspect: "suspect",
  unheard: "suspect",
  doubtful: "suspect",
  abandoned: "suspect",
  dead: "down",
  absent: "connecting",
};

export function stateName({ id, liveness }: NodeLink): NodeView["state"] {
  return liveness.state === "absent" && id !== undefined ? "down" : stateNames[liveness.state];
}
