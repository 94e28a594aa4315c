// Stands between two processes, so that a test can cut them off from each other: not a reset, but silence.

import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export class TcpRelay {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #cut = false;
  #refusing = false;

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  static async to(port: number, host = "127.0.0.1"): Promise<TcpRelay> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const relay = new TcpRelay(server);
    server.on("connection", (socket) => {
      if (relay.#refusing) socket.destroy();
      else relay.#join(socket, connect(port, host));
    });
    return relay;
  }

  /** Open ones that go through it. */
  get connections(): number {
    return this.#sockets.size / 2;
  }

  /** Nothing gets through any more, in either direction; connections stay open, and new ones are taken. */
  cut(): void {
    this.#cut = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** The line is whole again, soon enough that what waited still gets through. */
  resume(): void {
    this.#cut = false;
    for (const socket of this.#sockets) socket.resume();
  }

  /** What is open breaks, and so does every new connection, until `mend`. */
  refuse(): void {
    this.#refusing = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** What was open breaks, as it would after a long silence; new connections get through. */
  mend(): void {
    this.#cut = false;
    this.#refusing = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #join(one: Socket, other: Socket): void {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      this.#sockets.add(from);
      from.on("data", (bytes) => to.write(bytes));
      from.on("error", () => {});
      from.on("close", () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      if (this.#cut) from.pause();
    }
  }
}
