// Takes WebSocket upgrades on /v1/signal, at a bounded rate per address.

import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { type WebSocket, WebSocketServer } from "ws";
import { clientSubprotocol } from "../../proto/codec.ts";
import { type ErrorCode, errorTable } from "../../proto/errors.ts";
import { maxClientFrameBytes } from "../../proto/limits.ts";

export const signalPath = "/v1/signal";

export interface AcceptOptions {
  connectionsPerSecondPerAddress: number;
  /** Take the client's address from X-Forwarded-For: only behind a proxy that sets it. */
  trustProxy: boolean;
  onConnection(ws: WebSocket): void;
  onRefused(code: ErrorCode): void;
}

export function acceptSockets(server: Server, options: AcceptOptions): WebSocketServer {
  const wss = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: maxClientFrameBytes,
    maxFragments: 64,
    maxBufferedChunks: 1_024,
    clientTracking: true,
    handleProtocols: (offered) => (offered.has(clientSubprotocol) ? clientSubprotocol : false),
  });
  const limiter = new RateLimiterMemory({ points: options.connectionsPerSecondPerAddress, duration: 1 });

  const refuse = (socket: Duplex, code: ErrorCode): void => {
    options.onRefused(code);
    const { http, text } = errorTable[code];
    socket.end(`HTTP/1.1 ${http} ${code}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
  };
  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    try {
      await limiter.consume(addressOf(request, options.trustProxy));
    } catch {
      refuse(socket, "too_many_connections");
      return;
    }
    wss.handleUpgrade(request, socket, head, (ws) => {
      if (ws.protocol === clientSubprotocol) options.onConnection(ws);
      else ws.close(1002, `subprotocol ${clientSubprotocol} is required`);
    });
  };

  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    const path = (request.url ?? "").split("?")[0];
    if (path === signalPath) void upgrade(request, socket, head);
    else refuse(socket, "not_found");
  });
  return wss;
}

function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers["x-forwarded-for"] : undefined;
  const first = (Array.isArray(forwarded) ? forwarded[0] : forwarded)?.split(",").at(-1)?.trim();
  return first || request.socket.remoteAddress || "unknown";
}
