// A node without media: the real control server, handshake and messages, with rooms that are lists of names. Real nodes
// that carry ten thousand sessions need more machines than one.
import { randomBytes } from "node:crypto";
import type { Logger } from "../../../base/logger.ts";
import { encodeEvent } from "../../../proto/cluster-codec.ts";
import { HoldfastError } from "../../../proto/errors.ts";
import { newPathId, type ReplicaId } from "../../../proto/ids.ts";
import { roomsDigest } from "../../../proto/rooms-digest.ts";
import type { ControlHandlers } from "../../../sfu/control/control-requests.ts";
import { ControlServer } from "../../../sfu/control/control-server.ts";
import { ReplicaHub } from "../../../sfu/control/replica-hub.ts";
import { heartbeatMs } from "../../../sfu/heartbeat.ts";
import type { AttachSession, Event, SessionRequest } from "../../../sfu/messages.ts";

const capacity = 100_000;
const digestBytes = 32;

interface Member {
  sessionId: string;
  pathId: string;
  participantId: string;
  replicaId: ReplicaId;
  room: Room;
  seq: number;
}

interface Room {
  name: string;
  epoch: number;
  members: Map<string, Member>;
}

const transport = (id: string) => ({
  id,
  ice: { usernameFragment: randomBytes(16).toString("hex"), password: randomBytes(16).toString("hex"), iceLite: true },
  candidates: ["udp", "tcp"].map((protocol) => ({
    foundation: `${protocol}candidate`,
    priority: 1_076_302_079,
    address: "127.0.0.1",
    protocol,
    port: 9,
    type: "host",
    tcpType: protocol === "tcp" ? "passive" : "",
  })),
  dtls: {
    role: "auto",
    fingerprints: [{ algorithm: "sha-256", value: Array.from({ length: digestBytes }, () => "AB").join(":") }],
  },
});

export class StandInNode {
  readonly #hub: ReplicaHub;
  readonly #server: ControlServer;
  readonly #timer: NodeJS.Timeout;

  private constructor(hub: ReplicaHub, server: ControlServer, timer: NodeJS.Timeout) {
    this.#hub = hub;
    this.#server = server;
    this.#timer = timer;
  }

  static async start({
    nodeId,
    clusterSecret,
    log,
  }: {
    nodeId: string;
    clusterSecret: string;
    log: Logger;
  }): Promise<StandInNode> {
    const hub = new ReplicaHub({ log, graceMs: 1_000, onOrphaned: () => {} });
    const rooms = new Map<string, Room>();
    const members = new Map<string, Member>();
    const held = ({ name, epoch, members: { size } }: Room) => ({ room: name, epoch, sessions: size });
    const server = await ControlServer.create({
      host: "127.0.0.1",
      port: 0,
      log,
      link: {
        secret: clusterSecret,
        nodeId,
        bootId: nodeId,
        capacity,
        handlers: handlersOf(nodeId, hub, rooms, members),
        hub,
        labels: {},
        rooms: () => [...rooms.values()].map(held),
        serving: () => ({}),
        log,
      },
    });
    let seq = 0;
    const timer = setInterval(() => {
      const roomEpochs = [...rooms.values()].map(({ name, epoch }) => ({ room: name, epoch }));
      const load = { workers: [], rooms: rooms.size, sessions: members.size, capacity };
      hub.broadcast({
        body: "heartbeat",
        heartbeat: { seq: ++seq, sentAtMs: Date.now(), load, roomsDigest: roomsDigest(roomEpochs) },
      });
    }, heartbeatMs);
    return new StandInNode(hub, server, timer);
  }

  get url(): string {
    return `ws://127.0.0.1:${this.#server.port}`;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#server.close("shutting_down");
    this.#hub.close();
  }
}

function handlersOf(
  nodeId: string,
  hub: ReplicaHub,
  rooms: Map<string, Room>,
  members: Map<string, Member>,
): ControlHandlers {
  const announce = (from: Member, event: Event): void => {
    const encoded = encodeEvent(event);
    for (const member of from.room.members.values()) {
      if (member === from) continue;
      const target = { sessionId: member.sessionId, pathId: member.pathId, seq: ++member.seq };
      hub.deliver(member.replicaId, { body: "sessionEvent", sessionEvent: { targets: [target], event: encoded } });
    }
  };
  const open = (name: string, epoch: number): Room => {
    const known = rooms.get(name);
    if (known) return known;
    const room: Room = { name, epoch, members: new Map() };
    rooms.set(name, room);
    hub.broadcast({ body: "roomsChanged", roomsChanged: { opened: [{ room: name, epoch }] } });
    return room;
  };
  const attach = (room: Room, replicaId: ReplicaId, asked: AttachSession, cause: number) => {
    const { sessionId = "", participant } = asked;
    const pathId = newPathId();
    const participants = [...room.members.values()].map(({ participantId }) => ({ id: participantId }));
    const member = { sessionId, pathId, participantId: participant?.id ?? "", replicaId, room, seq: 0 };
    members.set(sessionId, member);
    room.members.set(sessionId, member);
    if (participant) setImmediate(announce, member, { body: "participantJoined", participantJoined: { participant } });
    const path = { id: pathId, nodeId, epoch: room.epoch, send: transport("send"), recv: transport("recv") };
    return { sessionId, outcome: "offer" as const, offer: { path, cause, participants, settled: true } };
  };
  const leave = (member: Member): void => {
    members.delete(member.sessionId);
    member.room.members.delete(member.sessionId);
    announce(member, {
      body: "participantLeft",
      participantLeft: { participantId: member.participantId, reason: "left" },
    });
    const { room } = member;
    if (room.members.size > 0) return;
    rooms.delete(room.name);
    hub.broadcast({ body: "roomsChanged", roomsChanged: { closed: [{ room: room.name, epoch: room.epoch }] } });
  };
  const session = (request: SessionRequest): void => {
    const member = members.get(request.sessionId ?? "");
    if (!member) throw new HoldfastError("path_unknown");
    const { participantId } = member;
    if (request.body === "setMuted")
      announce(member, { body: "trackMuted", trackMuted: { participantId, ...request.setMuted, byModerator: false } });
    else if (request.body !== "assert") throw new HoldfastError("unknown_request");
  };
  const notHere = () => Promise.reject(new HoldfastError("unknown_request", "a node without media"));
  return {
    attach: async ({ room, epoch, cause, sessions }, { replicaId }) => {
      const opened = open(room ?? "", epoch ?? 0);
      return { results: (sessions ?? []).map((asked) => attach(opened, replicaId, asked, cause ?? 0)) };
    },
    detach: async ({ sessionIds }) => {
      for (const id of sessionIds ?? []) {
        const member = members.get(id);
        if (member) leave(member);
      }
      return {};
    },
    session: async (request) => {
      session(request);
      return {};
    },
    hello: notHere,
    closeRoom: notHere,
    promoteRoom: notHere,
    adopt: notHere,
    releasePaths: notHere,
    setServing: notHere,
    manageParticipant: notHere,
    describeRoom: notHere,
  };
}
