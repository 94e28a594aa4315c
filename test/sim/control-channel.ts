// The control connection between a replica and a node, over the simulated network. Requests and their replies go through
// the shipped RpcCaller and RpcResponder; only the encoding is left out.

import type { NodeEvent, NodeReply, NodeRequest } from "../../proto/cluster-codec.ts";
import { HoldfastError } from "../../proto/errors.ts";
import type { ReplicaId } from "../../proto/ids.ts";
import { RpcCaller } from "../../proto/rpc.ts";
import type { DialOptions, NodeConnection, NodeIdentity } from "../../signaling/nodes/control-connection.ts";
import { Channel, type Host, type Network } from "./network.ts";

export type ControlMessage =
  | { hello: ReplicaId }
  | { request: NodeRequest }
  | { cancel: { id: number } }
  | { identity: NodeIdentity }
  | { reply: NodeReply }
  | { event: NodeEvent };

/** The node's side, as far as a dial needs it. */
export interface ControlListener {
  readonly host: Host;
  /** Its process runs, so that its port is open. */
  readonly alive: boolean;
  accept(channel: Channel<ControlMessage>): void;
}

/** Sees all that the replica sends and receives. */
export interface ControlWatch {
  heard(message: ControlMessage): void;
  sent(message: ControlMessage): void;
}

const dialTimeoutMs = 1_000;

/** What `ControlConnection.dial` is over real sockets. */
export function dialNode(
  network: Network,
  from: Host,
  listener: ControlListener,
  options: DialOptions,
  onOpened: (connection: ControlEnd) => void,
  watch?: ControlWatch,
): Promise<NodeConnection> {
  return new Promise((resolve, reject) => {
    const channel = new Channel<ControlMessage>(network, from, listener.host);
    const end = new ControlEnd(channel, options, watch);
    const timer = setTimeout(() => {
      channel.close(0);
      reject(new HoldfastError("timeout", "no challenge from the node"));
    }, dialTimeoutMs);
    channel.receive(0, {
      onMessage: (message) => {
        watch?.heard(message);
        if (!("identity" in message)) return end.take(message);
        clearTimeout(timer);
        end.establish(message.identity);
        onOpened(end);
        resolve(end);
      },
      onClosed: () => {
        clearTimeout(timer);
        if (!end.lost()) reject(new HoldfastError("connection_closed"));
      },
    });
    network.time.after(network.latencyMs(from, listener.host), () => {
      if (!network.connects(from, listener.host)) return;
      if (!listener.alive) {
        network.time.after(network.latencyMs(from, listener.host), () => {
          clearTimeout(timer);
          channel.close(0);
          reject(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }));
        });
        return;
      }
      listener.accept(channel);
      channel.send(0, { hello: options.replicaId });
    });
  });
}

export class ControlEnd implements NodeConnection {
  identity!: NodeIdentity;
  readonly rpc: RpcCaller<NodeRequest, NodeReply>;
  readonly #channel: Channel<ControlMessage>;
  readonly #options: DialOptions;
  #early: NodeEvent[] | undefined = [];
  #open = false;

  constructor(channel: Channel<ControlMessage>, options: DialOptions, watch: ControlWatch | undefined) {
    this.#channel = channel;
    this.#options = options;
    this.rpc = new RpcCaller((frame) => {
      // What a process that is gone still means to say does not count.
      if (this.#open) watch?.sent(frame);
      channel.send(0, frame);
    });
  }

  establish(identity: NodeIdentity): void {
    this.identity = identity;
    this.#open = true;
  }

  take(message: ControlMessage): void {
    if ("reply" in message) this.rpc.accept(message.reply);
    else if ("event" in message) {
      if (this.#early) this.#early.push(message.event);
      else this.#options.onEvent(message.event);
    }
  }

  start(): void {
    const events = this.#early ?? [];
    this.#early = undefined;
    for (const event of events) this.#options.onEvent(event);
  }

  close(): void {
    this.terminate();
  }

  terminate(): void {
    this.#channel.close(0);
    setImmediate(() => this.lost());
  }

  /** The replica's process is gone: nothing more comes from here, and nobody is told here. */
  abandon(): void {
    this.#open = false;
    this.#channel.close(0);
  }

  /** False when it never stood. */
  lost(): boolean {
    if (!this.#open) return false;
    this.#open = false;
    this.rpc.close();
    this.#options.onClose();
    return true;
  }
}
