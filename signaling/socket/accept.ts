// Takes WebSocket upgrades on /v1/signal, at a bounded rate per address.

import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { clientSubprotocol } from "../../proto/codec.ts";
import { type ErrorCode, errorTable } from "../../proto/errors.ts";
import { maxClientFrameBytes } from "../../proto/limits.ts";
import { addressGroups } from "../address-groups.ts";
import { clientAddress } from "../client-address.ts";
import { RateLimit } from "../rate-limit.ts";
import { Unjoined } from "./unjoined.ts";

export const signalPath = "/v1/signal";

export interface AcceptOptions {
  /** Per address. */
  connectionsPerSecond: number;
  /** Taken from one address at once; also, so many of it may be open that have not joined. */
  connectionBurst: number;
  /** Proxies in front, each of which adds to X-Forwarded-For; 0 = the header is not looked at. */
  trustedProxyHops: number;
  /** `joinedOrGone` is to be called when it has joined. */
  onConnection(ws: WebSocket, joinedOrGone: () => void): void;
  onRefused(code: ErrorCode): void;
}

/** A client that does not even read why it was refused is not waited for. */
const refusalMs = 2_000;

function destroyOnError(this: Duplex): void {
  this.destroy();
}

export function acceptSockets(server: Server, options: AcceptOptions): WebSocketServer {
  const wss = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: maxClientFrameBytes,
    maxFragments: 64,
    maxBufferedChunks: 1_024,
    clientTracking: false, // client-connections.ts knows them
    handleProtocols: (offered) => (offered.has(clientSubprotocol) ? clientSubprotocol : false),
  });
  const { connectionsPerSecond, connectionBurst } = options;
  const rate = new RateLimit({ perSecond: connectionsPerSecond, burst: connectionBurst });
  const unjoined = new Unjoined(connectionBurst);

  const refuse = (socket: Duplex, code: ErrorCode): void => {
    options.onRefused(code);
    const { http, text } = errorTable[code];
    socket.write(
      `HTTP/1.1 ${http} ${code}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
    );
    // An upgraded socket is half open: one that only ended would stay for as long as the other side likes.
    (socket as Socket).destroySoon();
    setTimeout(() => socket.destroy(), refusalMs).unref();
  };
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const groups = addressGroups(clientAddress(request, options.trustedProxyHops));
    const joinedOrGone = rate.take(groups) ? unjoined.admit(groups) : undefined;
    if (!joinedOrGone) {
      refuse(socket, "too_many_connections");
      return;
    }
    socket.once("close", joinedOrGone);
    wss.handleUpgrade(request, socket, head, (ws) => {
      socket.off("error", destroyOnError); // from now on it is ws that listens
      if (ws.protocol === clientSubprotocol) options.onConnection(ws, joinedOrGone);
      else ws.close(1002, `subprotocol ${clientSubprotocol} is required`);
    });
  };

  server.on("upgrade", (request, socket, head) => {
    socket.on("error", destroyOnError);
    const path = (request.url ?? "").split("?")[0];
    if (path === signalPath) upgrade(request, socket, head);
    else refuse(socket, "not_found");
  });
  return wss;
}
