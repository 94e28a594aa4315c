// The baseline's browser side: mediasoup-client as its documentation teaches, with whatever can run side by side
// running side by side. Joins, publishes and receives everybody else.
import { Device } from "mediasoup-client";
import type { types } from "mediasoup-client";
import type { BareMethod, BareRequests, BareToClient } from "./protocol.ts";

export interface BareCallOptions {
  url: string;
  tracks: MediaStreamTrack[];
  onTrack(track: MediaStreamTrack): void;
}

export class BareCall {
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, { resolve(data: unknown): void; reject(error: Error): void }>();
  readonly #onTrack: (track: MediaStreamTrack) => void;
  readonly #device = new Device();
  #nextId = 1;
  #sending: types.Transport | undefined;
  #receiving: types.Transport | undefined;

  static async join({ url, tracks, onTrack }: BareCallOptions): Promise<BareCall> {
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve);
      socket.addEventListener("error", reject);
    });
    const call = new BareCall(socket, onTrack);
    await call.#start(tracks);
    return call;
  }

  constructor(socket: WebSocket, onTrack: (track: MediaStreamTrack) => void) {
    this.#socket = socket;
    this.#onTrack = onTrack;
    socket.addEventListener("message", ({ data }) => this.#onMessage(JSON.parse(String(data)) as BareToClient));
  }

  leave(): void {
    this.#sending?.close();
    this.#receiving?.close();
    this.#socket.close();
  }

  async #start(tracks: MediaStreamTrack[]): Promise<void> {
    await this.#device.load({ routerRtpCapabilities: await this.#request("getRouterRtpCapabilities", {}) });
    const [send, receive, producers] = await Promise.all([
      this.#request("createTransport", {}),
      this.#request("createTransport", {}),
      this.#request("getProducers", {}),
    ]);
    const sending = this.#connected(this.#device.createSendTransport(send));
    sending.on("produce", ({ kind, rtpParameters }, accept, refuse) => {
      this.#request("produce", { transportId: sending.id, kind, rtpParameters }).then(
        ({ producerId }) => accept({ id: producerId }),
        refuse,
      );
    });
    this.#sending = sending;
    this.#receiving = this.#connected(this.#device.createRecvTransport(receive));
    await Promise.all([
      ...producers.map(({ producerId }) => this.#consume(producerId)),
      ...tracks.map((track) => sending.produce({ track, stopTracks: false })),
    ]);
  }

  #connected(transport: types.Transport): types.Transport {
    transport.on("connect", ({ dtlsParameters }, accept, refuse) => {
      this.#request("connectTransport", { transportId: transport.id, dtlsParameters }).then(() => accept(), refuse);
    });
    return transport;
  }

  async #consume(producerId: string): Promise<void> {
    const receiving = this.#receiving;
    if (!receiving) return; // it will be in the list of getProducers
    const { rtpCapabilities } = this.#device;
    const offered = await this.#request("consume", { transportId: receiving.id, producerId, rtpCapabilities });
    const consumer = await receiving.consume(offered);
    this.#onTrack(consumer.track);
    await this.#request("resume", { consumerId: consumer.id });
  }

  #request<Method extends BareMethod>(
    method: Method,
    data: BareRequests[Method]["data"],
  ): Promise<BareRequests[Method]["reply"]> {
    const id = this.#nextId++;
    this.#socket.send(JSON.stringify({ id, method, data }));
    return new Promise<unknown>((resolve, reject) => this.#pending.set(id, { resolve, reject })) as Promise<
      BareRequests[Method]["reply"]
    >;
  }

  #onMessage(message: BareToClient): void {
    if ("event" in message) {
      void this.#consume(message.producerId).catch(console.error);
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.error === undefined) pending?.resolve(message.data);
    else pending?.reject(new Error(message.error));
  }
}
