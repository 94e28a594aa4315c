// A client that speaks the protocol by hand, so that tests can also speak it wrongly.

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
import { RpcCaller } from "../../proto/rpc.ts";

export const fingerprints = [{ algorithm: "sha-256", value: Array.from({ length: 32 }, () => "AB").join(":") }];

export class RawClient {
  readonly ws: WebSocket;
  readonly rpc: RpcCaller<Request, Reply>;
  readonly events: Event[] = [];
  readonly replies: Reply[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;

  private constructor(ws: WebSocket) {
    this.ws = ws;
    this.rpc = new RpcCaller((frame) => this.send(clientFrames.encode(frame)));
    this.closed = new Promise((resolve) =>
      ws.once("close", (code, reason) => {
        this.rpc.close();
        resolve({ code, reason: reason.toString() });
      }),
    );
    ws.on("error", () => {});
    ws.on("message", (bytes: Buffer) => {
      const frame = serverFrames.decode(bytes);
      if (frame.kind === "event") this.events.push(frame.event);
      if (frame.kind === "reply") {
        this.replies.push(frame.reply);
        this.rpc.accept(frame.reply);
      }
    });
  }

  /** @throws when the upgrade is refused, with the status in the message. */
  static async connect(url: string, subprotocol: string = clientSubprotocol): Promise<RawClient> {
    const ws = new WebSocket(`${url.replace(/^http/, "ws")}/v1/signal`, subprotocol, { perMessageDeflate: false });
    const client = new RawClient(ws);
    await new Promise((resolve, reject) => {
      ws.once("open", resolve);
      ws.once("error", reject);
    });
    return client;
  }

  send(bytes: Uint8Array | string): void {
    if (this.ws.readyState === WebSocket.OPEN) this.ws.send(bytes);
  }

  join(token: string, over: object = {}) {
    return this.rpc.request("join", {
      token,
      client: "test",
      mediaProfile: mediaProfileId,
      rtpCapabilities: encodeCapabilities(routerRtpCapabilities),
      fingerprints,
      autoSubscribe: true,
      ...over,
    });
  }

  /** Leaves, as a page does that is closed. */
  close(): void {
    this.rpc.request("leave", {}).catch(() => {});
    this.ws.close(1000);
  }
}
