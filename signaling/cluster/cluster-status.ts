// The cluster as this replica sees it, in the words of the HTTP API.

import { NodeId } from "../../proto/ids.ts";
import { wire } from "../../proto/model.ts";
import { kindFromWire } from "../../proto/rtp.ts";
import type { ClusterView } from "../http/deps.ts";
import type { NodeView, ParticipantView, RoomDetail, RoomView } from "../http/views.ts";
import { sourceName } from "../grants.ts";
import { stateName, viewNode } from "./node-view.ts";
import type { Nodes } from "./nodes.ts";

const describeTimeoutMs = 2_000;

export class ClusterStatus implements ClusterView {
  readonly #nodes: Nodes;

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  nodes(): NodeView[] {
    return this.#nodes.links.map(viewNode);
  }

  rooms(): RoomView[] {
    // While a node that was left behind still holds a room, the higher epoch is the room's.
    const byName = new Map<string, RoomView>();
    for (const link of this.#nodes.links) {
      for (const [name, { epoch, sessions }] of link.rooms) {
        if ((byName.get(name)?.epoch ?? 0) < epoch)
          byName.set(name, { name, nodeId: link.id ?? "", epoch, participants: sessions });
      }
    }
    return [...byName.values()];
  }

  async room(name: string): Promise<RoomDetail | undefined> {
    const found = this.rooms().find((room) => room.name === name);
    const nodeId = NodeId.parse(found?.nodeId ?? "");
    const link = nodeId && this.#nodes.byId(nodeId);
    if (!found || !link) return undefined;
    const { held, participants } = await link.request("describeRoom", { room: name }, { timeoutMs: describeTimeoutMs });
    if (!held?.epoch) return undefined;
    return { name, nodeId: found.nodeId, epoch: held.epoch, participants: (participants ?? []).map(participantView) };
  }

  readiness(): string[] {
    if (this.#nodes.candidates().some(({ usable, sessions, capacity }) => usable && sessions < capacity)) return [];
    const states = Object.entries(this.nodesByState()).map(([state, count]) => `${count} ${state}`);
    return [`no node takes calls: of the configured ones ${states.join(", ")}`];
  }

  nodesByState(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const link of this.#nodes.links) counts[stateName(link)] = (counts[stateName(link)] ?? 0) + 1;
    return counts;
  }
}

function participantView(participant: wire.Participant.$Shape): ParticipantView {
  return {
    identity: participant.id ?? "",
    name: participant.name ?? "",
    metadata: participant.metadata ?? "",
    joinedAtMs: participant.joinedAtMs ?? 0,
    tracks: (participant.tracks ?? []).map((track) => ({
      id: track.id ?? "",
      kind: kindFromWire(track.kind),
      source: sourceName(track.source ?? wire.TrackSource.OTHER),
      name: track.name ?? "",
      muted: track.muted ?? false,
    })),
  };
}
