import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { ConfigError } from "../../base/config.ts";
import type { Logger } from "../../base/logger.ts";
import { clusterSubprotocol } from "../../proto/cluster-codec.ts";
import type { ErrorCode } from "../../proto/errors.ts";
import { maxClusterFrameBytes } from "../../proto/limits.ts";
import { ControlLink, type ControlLinkOptions } from "./control-link.ts";

const maxConnections = 256;
/** Connections that have not proved themselves: a few replicas may redial at the same time. */
const maxUntrusted = 32;

export interface ControlServerOptions {
  host: string;
  port: number;
  /** Where replicas reach it under another name. */
  announcedUrl?: string | undefined;
  log: Logger;
  link: Omit<ControlLinkOptions, "onClosed" | "url">;
}

/** Where signaling replicas connect. */
export class ControlServer {
  readonly #server: WebSocketServer;
  readonly #links = new Set<ControlLink>();
  readonly port: number;
  /** As replicas are to dial it. */
  readonly url: string;

  private constructor(server: WebSocketServer, options: ControlServerOptions) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    const host = options.host.includes(":") ? `[${options.host}]` : options.host;
    this.url = options.announcedUrl ?? `ws://${host}:${this.port}`;
    server.on("connection", (ws) => {
      const untrusted = [...this.#links].filter((link) => !link.trusted).length;
      if (this.#links.size >= maxConnections || untrusted >= maxUntrusted) {
        options.log.warn({ connections: this.#links.size, untrusted }, "control connection refused: too many");
        ws.on("error", () => {});
        ws.terminate();
        return;
      }
      const onClosed = (link: ControlLink): void => void this.#links.delete(link);
      this.#links.add(new ControlLink(ws, { ...options.link, url: this.url, onClosed }));
    });
    server.on("error", (error) => options.log.error({ err: error }, "control server"));
  }

  /** @throws ConfigError when the port cannot be used. */
  static async create(options: ControlServerOptions): Promise<ControlServer> {
    const { host, port } = options;
    const server = new WebSocketServer({
      host,
      port,
      maxPayload: maxClusterFrameBytes,
      perMessageDeflate: false,
      maxFragments: 64,
      handleProtocols: (offered) => (offered.has(clusterSubprotocol) ? clusterSubprotocol : false),
      verifyClient: ({ req }: { req: IncomingMessage }) =>
        (req.headers["sec-websocket-protocol"] ?? "").split(",").some((name) => name.trim() === clusterSubprotocol),
    });
    try {
      await once(server, "listening");
    } catch (cause) {
      throw new ConfigError([`the control port ${host}:${port} cannot be used: ${(cause as Error).message}`]);
    }
    return new ControlServer(server, options);
  }

  async close(reason: ErrorCode): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const link of this.#links) link.close(reason);
    await closed;
  }
}
