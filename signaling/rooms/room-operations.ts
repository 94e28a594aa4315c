// What the HTTP API does to rooms and to who is in them: settings go to the store, everything else to the room's node.

import { HoldfastError } from "../../proto/errors.ts";
import type { ParticipantId, RoomName } from "../../proto/ids.ts";
import type { ParticipantChange, RoomControl } from "../http/deps.ts";
import type { ParticipantView, RoomDetail, RoomView } from "../http/views.ts";
import { defaultRoomSettings, type RoomSettings } from "../room-settings.ts";
import type { Store } from "../store/store.ts";
import type { NodeLink } from "../nodes/node-link.ts";
import type { Nodes } from "../nodes/nodes.ts";
import { viewParticipant } from "./participant-view.ts";

const askTimeoutMs = 2_000;

export interface RoomOperationsDeps {
  nodes: Pick<Nodes, "links">;
  store: Pick<Store, "getRoomSettings" | "changeRoomSettings" | "deleteRoomSettings">;
}

export class RoomOperations implements RoomControl {
  readonly #deps: RoomOperationsDeps;

  constructor(deps: RoomOperationsDeps) {
    this.#deps = deps;
  }

  open(): RoomView[] {
    // While a node that was left behind still holds a room, the higher epoch is the room's.
    const byName = new Map<string, RoomView>();
    for (const link of this.#deps.nodes.links) {
      for (const [name, { epoch, participants }] of link.rooms) {
        if ((byName.get(name)?.epoch ?? 0) < epoch)
          byName.set(name, { name, nodeId: link.id ?? "", epoch, participants });
      }
    }
    return [...byName.values()];
  }

  async find(room: RoomName): Promise<RoomDetail | undefined> {
    // What was set is not worth failing for: who asks wants to know who is there.
    const settings = await this.#deps.store.getRoomSettings(room).catch(() => undefined);
    const described = { name: room, settings: settings ?? defaultRoomSettings };
    const link = this.#nodeOf(room);
    if (link) {
      try {
        const reply = await link.request("describeRoom", { room }, { timeoutMs: askTimeoutMs });
        const participants = (reply.participants ?? []).map(viewParticipant);
        return { ...described, nodeId: link.id ?? "", epoch: reply.held?.epoch ?? 0, participants };
      } catch (thrown) {
        if (HoldfastError.from(thrown).code !== "not_found") throw thrown;
      }
    }
    return settings && { ...described, nodeId: "", epoch: 0, participants: [] };
  }

  async configure(room: RoomName, changes: Partial<RoomSettings>): Promise<{ settings: RoomSettings; isNew: boolean }> {
    const changed = (before?: RoomSettings): RoomSettings => ({ ...defaultRoomSettings, ...before, ...changes });
    const before = await this.#deps.store.changeRoomSettings(room, changed);
    return { settings: changed(before), isNew: before === undefined };
  }

  async close(room: RoomName): Promise<void> {
    const { nodes, store } = this.#deps;
    const holders = nodes.links.filter((link) => link.rooms.has(room));
    // While it moves, two nodes hold it. The call ends even if the store cannot be told.
    await Promise.all(
      holders.map((link) => {
        const epoch = link.rooms.get(room)?.epoch ?? 0;
        return link.request("closeRoom", { room, epoch, reason: "room_closed" }, { timeoutMs: askTimeoutMs });
      }),
    );
    const settings = await store.getRoomSettings(room);
    if (holders.length === 0 && !settings) throw new HoldfastError("not_found", `room ${room}`);
    if (settings) await store.deleteRoomSettings(room);
  }

  async participant(room: RoomName, identity: ParticipantId): Promise<ParticipantView> {
    // Changes nothing, and tells of those as well that the room does not show.
    return this.#manage(room, identity, {});
  }

  async updateParticipant(
    room: RoomName,
    identity: ParticipantId,
    change: ParticipantChange,
  ): Promise<ParticipantView> {
    const { name, metadata, muteTracks } = change;
    return this.#manage(room, identity, { name, metadata, muteTrackIds: muteTracks ?? [] });
  }

  async removeParticipant(room: RoomName, identity: ParticipantId): Promise<void> {
    await this.#ask(room, identity, { remove: true });
  }

  async #manage(room: RoomName, identity: ParticipantId, change: object): Promise<ParticipantView> {
    const { participant } = await this.#ask(room, identity, change);
    if (!participant) throw new HoldfastError("bad_frame", "the node told nothing of the participant");
    return viewParticipant(participant);
  }

  async #ask(room: RoomName, participantId: ParticipantId, change: object) {
    const link = this.#nodeOf(room);
    if (!link) throw new HoldfastError("not_found", `room ${room}`);
    return link.request("manageParticipant", { room, participantId, ...change }, { timeoutMs: askTimeoutMs });
  }

  #nodeOf(room: RoomName): NodeLink | undefined {
    const holders = this.#deps.nodes.links.filter((link) => link.rooms.has(room));
    return holders.toSorted((a, b) => (b.rooms.get(room)?.epoch ?? 0) - (a.rooms.get(room)?.epoch ?? 0))[0];
  }
}
