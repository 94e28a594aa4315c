// A client's socket to a replica: what client/signaling/signal-socket.ts is over a WebSocket.

import type { Event, Reply, Request } from "../../proto/codec.ts";
import { HoldfastError } from "../../proto/errors.ts";
import { RpcCaller } from "../../proto/rpc.ts";
import { Channel, type Host, type Network } from "./network.ts";
import { type ClientMessage, pingIntervalMs, type SimReplica } from "./sim-replica.ts";

const openTimeoutMs = 5_000;
const probeTimeoutMs = 2_000;

export interface ClientSocketHooks {
  onEvent(event: Event): void;
  onClosed(error: HoldfastError): void;
}

export class ClientSocket {
  readonly rpc: RpcCaller<Request, Reply>;
  readonly #channel: Channel<ClientMessage>;
  readonly #hooks: ClientSocketHooks;
  #error: HoldfastError | undefined;
  #pings: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(channel: Channel<ClientMessage>, hooks: ClientSocketHooks) {
    this.#channel = channel;
    this.#hooks = hooks;
    this.rpc = new RpcCaller((frame) => channel.send(0, frame));
    channel.receive(0, {
      onMessage: (message) => {
        if ("reply" in message) this.rpc.accept(message.reply);
        else if ("closed" in message) this.#error ??= new HoldfastError(message.closed);
        else if ("event" in message) {
          if (message.event.body === "sessionClosed")
            this.#error = HoldfastError.fromMessage(message.event.sessionClosed?.error ?? {});
          hooks.onEvent(message.event);
        }
      },
      onClosed: () => this.close(this.#error ?? new HoldfastError("connection_closed")),
    });
  }

  /** @throws HoldfastError connection_closed, timeout */
  static open(network: Network, from: Host, replica: SimReplica, hooks: ClientSocketHooks): Promise<ClientSocket> {
    const { host } = replica;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new HoldfastError("timeout")), openTimeoutMs);
      network.time.after(network.latencyMs(from, host), () => {
        if (!network.connects(from, host)) return;
        network.time.after(network.latencyMs(from, host), () => {
          clearTimeout(timer);
          if (!replica.alive) return reject(new HoldfastError("connection_closed"));
          const channel = new Channel<ClientMessage>(network, from, host);
          replica.accept(channel);
          resolve(new ClientSocket(channel, hooks));
        });
      });
    });
  }

  startPing(): void {
    this.#pings = setInterval(() => this.probe(), pingIntervalMs);
  }

  probe(): void {
    this.rpc.request("ping", { sentAtMs: 0 }, { timeoutMs: probeTimeoutMs }).catch((error: unknown) => {
      this.close(HoldfastError.from(error));
    });
  }

  /** Idempotent. */
  close(error: HoldfastError): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#pings);
    this.#channel.close(0);
    this.rpc.close(new HoldfastError("connection_closed"));
    this.#hooks.onClosed(error);
  }
}
