// Takes WebSocket upgrades on /v1/signal, at a bounded rate per address.

import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { BurstyRateLimiter, RateLimiterMemory } from "rate-limiter-flexible";
import { type WebSocket, WebSocketServer } from "ws";
import { clientSubprotocol } from "../../proto/codec.ts";
import { type ErrorCode, errorTable } from "../../proto/errors.ts";
import { maxClientFrameBytes } from "../../proto/limits.ts";
import { clientAddress } from "../client-address.ts";

export const signalPath = "/v1/signal";

export interface AcceptOptions {
  /** Per address. */
  connectionsPerSecond: number;
  /** Taken from one address at once, above the rate. */
  connectionBurst: number;
  /** Proxies in front, each of which adds to X-Forwarded-For; 0 = the header is not looked at. */
  trustedProxyHops: number;
  onConnection(ws: WebSocket): void;
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
  const limiter = new BurstyRateLimiter(
    new RateLimiterMemory({ points: connectionsPerSecond, duration: 1 }),
    new RateLimiterMemory({
      keyPrefix: "burst",
      points: connectionBurst,
      duration: Math.ceil(connectionBurst / connectionsPerSecond),
    }),
  );

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
  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    try {
      await limiter.consume(clientAddress(request, options.trustedProxyHops));
    } catch {
      refuse(socket, "too_many_connections");
      return;
    }
    wss.handleUpgrade(request, socket, head, (ws) => {
      socket.off("error", destroyOnError); // from now on it is ws that listens
      if (ws.protocol === clientSubprotocol) options.onConnection(ws);
      else ws.close(1002, `subprotocol ${clientSubprotocol} is required`);
    });
  };

  server.on("upgrade", (request, socket, head) => {
    socket.on("error", destroyOnError);
    const path = (request.url ?? "").split("?")[0];
    if (path === signalPath) void upgrade(request, socket, head);
    else refuse(socket, "not_found");
  });
  return wss;
}
