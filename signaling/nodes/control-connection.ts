// One control connection to a node, from dialling to its end: handshake, requests, events.

import { randomBytes } from "node:crypto";
import { WebSocket } from "ws";
import { handshakeProof, sameProof } from "../../base/cluster-proof.ts";
import { MessageSocket, type MessageSocketOwner } from "../../base/message-socket.ts";
import {
  clusterProtocolVersion,
  clusterSubprotocol,
  type NodeFrame,
  nodeFrames,
  type NodeEvent,
  type NodeReply,
  type NodeRequest,
  replicaFrames,
} from "../../proto/cluster-codec.ts";
import type { Logger } from "../../base/logger.ts";
import { type ErrorCode, errorTable, HoldfastError } from "../../proto/errors.ts";
import type { holdfast as wire } from "../../proto/generated/cluster.js";
import { NodeId, type ReplicaId } from "../../proto/ids.ts";
import { type Labels, labelsProblem } from "../../proto/labels.ts";
import { maxClusterFrameBytes } from "../../proto/limits.ts";
import { PartedReplies } from "../../proto/reply-parts.ts";
import { RpcCaller } from "../../proto/rpc.ts";
import { maxRoomsOfNode } from "./believable-claim.ts";

const dialTimeoutMs = 1_000;
/** A node that does not read for this much is hung; the connection is given up rather than memory. */
const maxBufferedBytes = 16 * 1024 * 1024;

export interface NodeIdentity {
  nodeId: NodeId;
  bootId: string;
  capacity: number;
  rooms: readonly wire.RoomEpoch.$Shape[];
  serving: wire.Serving.$Shape;
  labels: Labels;
}

export interface DialOptions {
  url: string;
  /** Who announced that URL, if anybody did: nobody else is spoken to. */
  announcedBy?: NodeId | undefined;
  clusterSecret: string;
  replicaId: ReplicaId;
  /** From `start` on, those that came before first. */
  onEvent(event: NodeEvent): void;
  log: Logger;
  /** Once, after a successful dial. */
  onClose(): void;
}

/** What is left of a connection once it stands. */
export interface NodeConnection {
  readonly identity: NodeIdentity;
  readonly rpc: Pick<RpcCaller<NodeRequest, NodeReply>, "request">;
  /** Begins to deliver events. */
  start(): void;
  close(): void;
  /** Drops the connection at once: the other side is dead or hung. */
  terminate(): void;
}

/** @throws an Error with `code` ECONNREFUSED when nobody listens; HoldfastError cluster_auth_failed, timeout, connection_closed. */
export type Dial = (options: DialOptions) => Promise<NodeConnection>;

export class ControlConnection implements NodeConnection {
  readonly identity: NodeIdentity;
  readonly rpc: RpcCaller<NodeRequest, NodeReply>;
  readonly #socket: MessageSocket<ErrorCode>;
  readonly #start: () => void;

  private constructor(
    identity: NodeIdentity,
    rpc: RpcCaller<NodeRequest, NodeReply>,
    socket: MessageSocket<ErrorCode>,
    start: () => void,
  ) {
    this.identity = identity;
    this.rpc = rpc;
    this.#socket = socket;
    this.#start = start;
  }

  /**
   * Connects and proves knowledge of the cluster secret, in both directions.
   * @throws an Error with `code` ECONNREFUSED when nobody listens; HoldfastError cluster_auth_failed, timeout, connection_closed.
   */
  static async dial(options: DialOptions): Promise<ControlConnection> {
    const ws = new WebSocket(options.url, clusterSubprotocol, {
      perMessageDeflate: false,
      maxPayload: maxClusterFrameBytes,
      handshakeTimeout: dialTimeoutMs,
    });
    let established = false;
    // Events may come in the same turn as the reply to the hello, before anybody has seen that.
    let early: NodeEvent[] | undefined = [];
    const challenge = Promise.withResolvers<wire.Challenge.$Shape>();
    challenge.promise.catch(() => {});
    ws.on("error", (error) => challenge.reject(error));

    const parted = new PartedReplies();
    const rpc = new RpcCaller<NodeRequest, NodeReply>((frame) => socket.send(replicaFrames.encode(frame)));
    const onFrame = (frame: NodeFrame): void => {
      if (frame.kind === "reply") {
        const reply = parted.whole(frame.reply, (id) => rpc.awaits(id));
        if (reply) rpc.accept(reply);
      } else if (frame.kind === "event" && frame.event.body === "challenge") {
        if (frame.event.challenge.protocol === clusterProtocolVersion) challenge.resolve(frame.event.challenge);
        else
          challenge.reject(new HoldfastError("bad_frame", "the node speaks another version of the cluster protocol"));
      } else if (frame.kind === "event") {
        if (early) early.push(frame.event);
        else options.onEvent(frame.event);
      }
    };
    const owner: MessageSocketOwner = {
      onMessage: (bytes) => {
        try {
          onFrame(nodeFrames.decode(bytes));
        } catch (thrown) {
          const error = HoldfastError.from(thrown);
          if (error.code === "bad_frame") socket.close("bad_frame");
          // The frame was good; it is this replica that cannot deal with it. The other rooms of the node go on.
          else options.log.error({ url: options.url, code: error.code, err: thrown }, "a message was not dealt with");
        }
      },
      onClose: () => {
        rpc.close();
        challenge.reject(new HoldfastError("connection_closed"));
        if (established) options.onClose();
      },
    };
    const socket = new MessageSocket<ErrorCode>(ws, owner, { closeCodes: errorTable, maxBufferedBytes });

    const timer = setTimeout(
      () => challenge.reject(new HoldfastError("timeout", "no challenge from the node")),
      dialTimeoutMs,
    );
    try {
      const identity = await shakeHands(rpc, await challenge.promise, options);
      established = true;
      return new ControlConnection(identity, rpc, socket, () => {
        const events = early ?? [];
        early = undefined;
        for (const event of events) options.onEvent(event);
      });
    } catch (error) {
      socket.terminate();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  start(): void {
    this.#start();
  }

  close(): void {
    this.#socket.close("shutting_down");
  }

  terminate(): void {
    this.#socket.terminate();
  }
}

async function shakeHands(
  rpc: RpcCaller<NodeRequest, NodeReply>,
  challenge: wire.Challenge.$Shape,
  { clusterSecret, replicaId, url, announcedBy }: DialOptions,
): Promise<NodeIdentity> {
  const nodeId = NodeId.parse(challenge.nodeId ?? "");
  if (nodeId === undefined) throw new HoldfastError("bad_frame", "the node's id is not well formed");
  const announced = announcedBy !== undefined;
  if (announced && nodeId !== announcedBy)
    throw new HoldfastError("cluster_auth_failed", `${nodeId} answers where ${announcedBy} announced itself`);
  const [nodeNonce, replicaNonce] = [challenge.nodeNonce ?? new Uint8Array(), randomBytes(32)];
  const about = { nodeNonce, replicaNonce, replicaId, nodeId, url, announced };
  const proof = handshakeProof(clusterSecret, "replica", about);
  const hello = await rpc.request(
    "hello",
    { replicaId, replicaNonce, url, announced, proof },
    { timeoutMs: dialTimeoutMs },
  );
  const proved = sameProof(hello.proof ?? new Uint8Array(), handshakeProof(clusterSecret, "node", about));
  if (!proved || hello.nodeId !== nodeId) throw new HoldfastError("cluster_auth_failed");
  const { bootId = "", capacity = 0, rooms, serving } = hello;
  const labels = hello.labels ?? {};
  const problem = labelsProblem(labels);
  if (problem !== undefined) throw new HoldfastError("bad_frame", `the node ${problem}`);
  if ((rooms?.length ?? 0) > maxRoomsOfNode)
    throw new HoldfastError("bad_frame", `the node claims more than ${maxRoomsOfNode} rooms`);
  return { nodeId, bootId, capacity, rooms: rooms ?? [], serving: serving ?? {}, labels };
}
