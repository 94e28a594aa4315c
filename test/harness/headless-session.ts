// One participant's client without a browser and without media: the real protocol over a real socket, light enough for
// ten thousand of them in one process.
import { WebSocket } from "ws";
import { encodeCapabilities } from "../../proto/capabilities.ts";
import {
  clientFrames,
  clientSubprotocol,
  type Event,
  type Reply,
  type Request,
  serverFrames,
} from "../../proto/codec.ts";
import { mediaProfileId, routerRtpCapabilities } from "../../proto/generated/media-profile.ts";
import type { wire } from "../../proto/model.ts";
import { RpcCaller } from "../../proto/rpc.ts";

const requestTimeoutMs = 30_000;
const rtpCapabilities = encodeCapabilities(routerRtpCapabilities);
/** Well-formed; for sessions whose media is never connected. */
const noCertificate = [{ algorithm: "sha-256", value: Array.from({ length: 32 }, () => "AB").join(":") }];

export interface HeadlessSessionOptions {
  /** http://host:port of a replica. */
  url: string;
  token: string;
  /** Of the certificate that will be used for DTLS, where media is to flow. */
  fingerprints?: wire.DtlsFingerprint.$Shape[];
  autoSubscribe?: boolean;
  onEvent?: (event: Event, session: HeadlessSession) => void;
}

export class HeadlessSession {
  readonly #ws: WebSocket;
  readonly #rpc: RpcCaller<Request, Reply>;
  /** Takes every event from its assignment on. */
  onEvent: HeadlessSessionOptions["onEvent"];

  private constructor(ws: WebSocket, onEvent: HeadlessSessionOptions["onEvent"]) {
    this.#ws = ws;
    this.onEvent = onEvent;
    this.#rpc = new RpcCaller((frame) => {
      if (ws.readyState !== WebSocket.OPEN) return;
      ws.send(clientFrames.encode(frame));
    });
    ws.on("error", () => {});
    ws.once("close", () => this.#rpc.close());
    ws.on("message", (bytes: Buffer) => {
      const frame = serverFrames.decode(bytes);
      if (frame.kind === "reply") this.#rpc.accept(frame.reply);
      else if (frame.kind === "event") this.onEvent?.(frame.event, this);
    });
  }

  /** @throws when the upgrade is refused; HoldfastError when the join is. */
  static async join({
    url,
    token,
    fingerprints = noCertificate,
    autoSubscribe = false,
    onEvent,
  }: HeadlessSessionOptions): Promise<{ session: HeadlessSession; reply: wire.JoinReply.$Shape }> {
    const ws = new WebSocket(`${url.replace(/^http/, "ws")}/v1/signal`, clientSubprotocol, {
      perMessageDeflate: false,
    });
    const session = new HeadlessSession(ws, onEvent);
    await new Promise<void>((resolve, reject) => {
      ws.once("open", () => resolve());
      ws.once("error", reject);
    });
    const join = { token, client: "headless", mediaProfile: mediaProfileId, rtpCapabilities };
    const reply = await session.request("join", { ...join, fingerprints, autoSubscribe });
    return { session, reply };
  }

  readonly request: RpcCaller<Request, Reply>["request"] = (name, payload, options) =>
    this.#rpc.request(name, payload, { timeoutMs: requestTimeoutMs, ...options });

  /** Leaves the room, and resolves when the socket is closed. */
  async leave(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#ws.once("close", () => resolve()));
    await this.request("leave", {}).catch(() => {});
    this.#ws.close(1000);
    await closed;
  }

  /** Ends without a goodbye. */
  terminate(): void {
    this.#ws.terminate();
  }
}
