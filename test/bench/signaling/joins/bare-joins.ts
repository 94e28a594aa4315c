import { WebSocket } from "ws";
import type { types } from "mediasoup";
import { routerRtpCapabilities } from "../../../../proto/generated/media-profile.ts";
import { freePorts } from "../../../harness/free-ports.ts";
import { childPids, cpuSecondsOf } from "../../../harness/process-tree.ts";
import { deployedFlags, ServerProcess } from "../../../harness/server-process.ts";
import { notReady, ready, waitUntil } from "../../../harness/wait-until.ts";
import { fingerprints, opusParameters } from "../../../sfu/test-media.ts";
import type { BareJoinMethod, BareJoinRequests, FromBareJoinServer, ToBareJoinServer } from "./bare-protocol.ts";
import type { Joined, JoinLab } from "./join-lab.ts";

const dtlsParameters = { role: "client", fingerprints } as types.DtlsParameters;
const rtpCapabilities = routerRtpCapabilities as types.RtpCapabilities;

/** The bare join server, and its clients. */
export class BareJoins implements JoinLab {
  readonly name = "bare mediasoup";
  readonly #process: ServerProcess;
  readonly #url: string;
  #count = 0;

  private constructor(process: ServerProcess, url: string) {
    this.#process = process;
    this.#url = url;
  }

  static async start(): Promise<BareJoins> {
    const port = await freePorts(2);
    const server = new ServerProcess({
      name: "bare join server",
      args: [...deployedFlags, "test/bench/signaling/joins/bare-join-server.ts"],
      env: { BARE_PORT: String(port), BARE_RTC_PORT: String(port + 1) },
    });
    await waitUntil("the bare join server listens", () => {
      if (!server.running) throw new Error(server.logTail());
      return server.log().some((line) => line.includes("listens")) ? ready(undefined) : notReady(server.logTail());
    });
    return new BareJoins(server, `ws://127.0.0.1:${port}`);
  }

  async join(room: number): Promise<Joined> {
    const client = await BareClient.connect(this.#url);
    const offer = await client.request("join", { room: `room-${room}`, dtlsParameters, rtpCapabilities });
    const rtpParameters = opusParameters(1_000 + this.#count++) as types.RtpParameters;
    const consumerIds = offer.consumers.map(({ id }) => id);
    await Promise.all([
      client.request("publish", { rtpParameters }),
      consumerIds.length > 0 ? client.request("resume", { consumerIds }) : undefined,
    ]);
    return client;
  }

  cpuSeconds(): ReadonlyMap<string, number> {
    const { pid } = this.#process;
    const [workerPid = 0] = childPids(pid, /mediasoup-worke/);
    return new Map([
      ["server", cpuSecondsOf(pid)],
      ["media worker", cpuSecondsOf(workerPid)],
    ]);
  }

  async close(): Promise<void> {
    await this.#process.stop();
  }
}

class BareClient implements Joined {
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, { resolve(data: unknown): void; reject(error: Error): void }>();
  #nextId = 1;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("error", () => {});
    socket.on("message", (text: Buffer) => this.#onMessage(JSON.parse(text.toString()) as FromBareJoinServer));
  }

  static async connect(url: string): Promise<BareClient> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const client = new BareClient(socket);
    await new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    return client;
  }

  request<Method extends BareJoinMethod>(
    method: Method,
    data: BareJoinRequests[Method]["data"],
  ): Promise<BareJoinRequests[Method]["reply"]> {
    const request: ToBareJoinServer = { id: this.#nextId++, method, data };
    this.#socket.send(JSON.stringify(request));
    return new Promise<unknown>((resolve, reject) => this.#pending.set(request.id, { resolve, reject })) as Promise<
      BareJoinRequests[Method]["reply"]
    >;
  }

  async leave(): Promise<void> {
    const closed = new Promise((resolve) => this.#socket.once("close", resolve));
    this.#socket.close(1000);
    await closed;
  }

  #onMessage(message: FromBareJoinServer): void {
    if ("event" in message) {
      if (message.event === "newConsumer")
        this.request("resume", { consumerIds: [message.consumer.id] }).catch(() => {});
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.error === undefined) pending?.resolve(message.data);
    else pending?.reject(new Error(message.error));
  }
}
