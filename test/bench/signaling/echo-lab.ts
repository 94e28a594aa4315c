import { WebSocket } from "ws";
import { freePorts } from "../../harness/free-ports.ts";
import { inParallel } from "./in-parallel.ts";
import { MeasuredServer } from "./measured-server.ts";

const connectsAtOnce = 32;
const warmUpConnections = 400;

/** The bare `ws` server, and its clients. */
export class EchoLab {
  readonly server: MeasuredServer;
  readonly sockets: WebSocket[] = [];

  private constructor(server: MeasuredServer) {
    this.server = server;
  }

  static async start(): Promise<EchoLab> {
    const port = await freePorts(1);
    const server = await MeasuredServer.start(`http://127.0.0.1:${port}`, {
      name: "echo server",
      args: ["test/bench/signaling/echo-server.ts"],
      env: { ECHO_PORT: String(port) },
    });
    const lab = new EchoLab(server);
    await lab.fill(warmUpConnections);
    const closed = lab.sockets.map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    for (const socket of lab.sockets.splice(0)) socket.close();
    await Promise.all(closed);
    return lab;
  }

  /** Each alone, or two in each room: those on an even place and those after them. */
  async fill(total: number, inRooms = false): Promise<void> {
    const url = this.server.url.replace(/^http/, "ws");
    const missing = Array.from({ length: total - this.sockets.length }, (_, index) => this.sockets.length + index);
    const opened = await inParallel(connectsAtOnce, missing, async (index) => {
      const path = inRooms ? `/room/${index >> 1}` : "/";
      const socket = new WebSocket(`${url}${path}`, { perMessageDeflate: false });
      await new Promise((resolve, reject) => {
        socket.once("open", resolve);
        socket.once("error", reject);
      });
      return socket;
    });
    this.sockets.push(...opened);
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.terminate();
    await this.server.stop();
  }
}
