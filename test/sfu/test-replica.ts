import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { WebSocket } from "ws";
import { handshakeProof } from "../../base/cluster-proof.ts";
import { MessageSocket, type MessageSocketOwner } from "../../base/message-socket.ts";
import {
  clusterSubprotocol,
  decodeEvent,
  type NodeEvent,
  nodeFrames,
  type NodeReply,
  type NodeRequest,
  replicaFrames,
} from "../../proto/cluster-codec.ts";
import { type ErrorCode, errorTable } from "../../proto/errors.ts";
import type { BodyName, Payload } from "../../proto/rpc.ts";
import { RpcCaller } from "../../proto/rpc.ts";
import type { Event, SessionRequest } from "../../sfu/messages.ts";

const waitMs = 5_000;
const maxBufferedBytes = 64 * 1024 * 1024;

/** A signaling replica as a node sees it: the control connection, requests, and a record of all events. */
export class TestReplica {
  readonly replicaId: string;
  readonly events: NodeEvent[] = [];
  readonly caller: RpcCaller<NodeRequest, NodeReply>;
  /** WebSocket close code, once closed. */
  readonly closed: Promise<number>;
  readonly #socket: MessageSocket<ErrorCode>;
  readonly #waiting = new Set<() => void>();

  private constructor(ws: WebSocket, replicaId: string) {
    this.replicaId = replicaId;
    const { promise, resolve } = Promise.withResolvers<number>();
    this.closed = promise;
    const owner: MessageSocketOwner = {
      onClose: (code) => {
        this.caller.close();
        resolve(code);
        this.#wake();
      },
      onMessage: (bytes) => {
        const frame = nodeFrames.decode(bytes);
        if (frame.kind === "reply") this.caller.accept(frame.reply);
        else if (frame.kind === "event") this.events.push(frame.event);
        this.#wake();
      },
    };
    this.#socket = new MessageSocket<ErrorCode>(ws, owner, { closeCodes: errorTable, maxBufferedBytes });
    this.caller = new RpcCaller((frame) => this.#socket.send(replicaFrames.encode(frame)));
  }

  /** Connects and receives the challenge; says no Hello. */
  static async dial(port: number, replicaId = `re_${randomBytes(4).toString("hex")}`): Promise<TestReplica> {
    const ws = new WebSocket(`ws://127.0.0.1:${port}`, clusterSubprotocol, { perMessageDeflate: false });
    const replica = new TestReplica(ws, replicaId);
    await once(ws, "open");
    await replica.event("challenge");
    return replica;
  }

  static async connect(port: number, secret: string, replicaId?: string): Promise<TestReplica> {
    const replica = await TestReplica.dial(port, replicaId);
    await replica.hello(secret);
    return replica;
  }

  async hello(secret: string) {
    const { nodeNonce, nodeId } = (await this.event("challenge")).challenge;
    const { replicaId } = this;
    const said = { replicaId, replicaNonce: randomBytes(32), url: "ws://as-configured", announced: false };
    const agreed = { ...said, nodeNonce: nodeNonce!, nodeId: nodeId! };
    const hello = { ...said, proof: handshakeProof(secret, "replica", agreed) };
    const reply = await this.caller.request("hello", hello);
    return { reply, agreed, hello };
  }

  session<Name extends BodyName<SessionRequest>>(
    sessionId: string,
    name: Name,
    payload: Payload<SessionRequest, Name>,
    pathId = "",
  ) {
    const request = { sessionId, pathId, body: name, [name]: payload };
    return this.caller.request("session", request as unknown as SessionRequest);
  }

  sendRaw(bytes: Uint8Array): void {
    this.#socket.send(bytes);
  }

  /** The first event of that kind that matches, past ones included. Fails with what came instead. */
  async event<Name extends BodyName<NodeEvent>>(
    name: Name,
    matches: (payload: Payload<NodeEvent, Name>) => boolean = () => true,
  ): Promise<Extract<NodeEvent, { body?: Name }> & Record<Name, Payload<NodeEvent, Name>>> {
    const find = () =>
      this.events.find(
        (event) =>
          event.body === name && matches((event as unknown as Record<string, Payload<NodeEvent, Name>>)[name]!),
      );
    return (await this.#until(find, () => `no ${name} came, but ${this.#summary()}`)) as never;
  }

  /** The first event of that kind for the session that matches. */
  async sessionEvent<Name extends BodyName<Event>>(
    sessionId: string,
    name: Name,
    matches: (payload: Payload<Event, Name>) => boolean = () => true,
  ): Promise<Payload<Event, Name>> {
    const find = () => this.eventsOf(sessionId, name).find(matches);
    return this.#until(find, () => `no ${name} for ${sessionId} came, but ${this.#summary()}`);
  }

  /** All events of that kind that came for the session so far. */
  eventsOf<Name extends BodyName<Event>>(sessionId: string, name: Name): Payload<Event, Name>[] {
    return this.events.flatMap((event) => {
      if (
        event.body !== "sessionEvent" ||
        !event.sessionEvent.targets?.some((target) => target.sessionId === sessionId)
      )
        return [];
      const inner = decodeEvent(event.sessionEvent.event!);
      return inner.body === name ? [(inner as unknown as Record<string, Payload<Event, Name>>)[name]!] : [];
    });
  }

  /** Drops the connection as a crash would. */
  terminate(): void {
    this.#socket.terminate();
  }

  async close(): Promise<void> {
    this.#socket.close("left");
    await this.closed;
  }

  async #until<T>(find: () => T | undefined, why: () => string): Promise<T> {
    const deadline = Date.now() + waitMs;
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) throw new Error(why());
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, leftMs);
        this.#waiting.add(wake);
      });
    }
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }

  #summary(): string {
    const names = this.events.map((event) =>
      event.body === "sessionEvent" ? decodeEvent(event.sessionEvent.event!).body : event.body,
    );
    return names.filter((name) => name !== "heartbeat").join(", ") || "nothing";
  }
}
