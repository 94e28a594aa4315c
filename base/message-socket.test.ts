import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { MessageSocket, type MessageSocketOwner } from "./message-socket.ts";

const closeCodes = { bad_frame: { close: 4001 }, slow_client: { close: 4002 }, done: { close: 4003 } };
type Reason = keyof typeof closeCodes;
const message = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Keeps what comes. */
class Owner implements MessageSocketOwner {
  readonly received: string[] = [];
  readonly closed = Promise.withResolvers<number>();
  onMessage(bytes: Uint8Array): void {
    this.received.push(new TextDecoder().decode(bytes));
  }
  onClose(code: number): void {
    this.closed.resolve(code);
  }
}

let server: WebSocketServer;
let accepted: MessageSocket<Reason>;
/** The WebSockets under the two. */
let ws: WebSocket;
let peer: WebSocket;
let dialled: MessageSocket<Reason>;
let here: Owner;
let there: Owner;

beforeEach(async () => {
  server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  [here, there] = [new Owner(), new Owner()];
  const connected = new Promise<void>((resolve) => {
    server.on("connection", (connected) => {
      ws = connected;
      accepted = new MessageSocket<Reason>(ws, here, { closeCodes, maxBufferedBytes: 10_000 });
      resolve();
    });
  });
  peer = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  dialled = new MessageSocket<Reason>(peer, there, { closeCodes, maxBufferedBytes: 10_000 });
  await Promise.all([connected, once(peer, "open")]);
});

afterEach(async () => {
  dialled.terminate();
  accepted.terminate();
  await new Promise((resolve) => server.close(resolve));
});

describe("a message socket", () => {
  it("keeps messages whole and in order, in both directions", async () => {
    for (const text of ["1", "2", "3"]) {
      accepted.send(message(text));
      dialled.send(message(text));
    }
    dialled.send(new Uint8Array(7_000).fill(65));
    await expect.poll(() => there.received).toEqual(["1", "2", "3"]);
    await expect.poll(() => here.received.map((text) => text.slice(0, 3))).toEqual(["1", "2", "3", "AAA"]);
  });

  it("waits for nothing any more once it is closed", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      accepted.close("done");
      expect(vi.getTimerCount()).toBeGreaterThan(0);
      await Promise.all([here.closed.promise, there.closed.promise]);
      // Each end puts its own timers away when it has seen its socket close, in a turn of its own.
      for (let turn = 0; turn < 1_000 && vi.getTimerCount() > 0; turn++) await new Promise(setImmediate);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it("closes after what was sent before, and sends nothing more", async () => {
    for (const text of ["1", "2", "3"]) accepted.send(message(text));
    accepted.close("done");
    accepted.send(message("4"));
    await expect(there.closed.promise).resolves.toBe(4003);
    expect(there.received).toEqual(["1", "2", "3"]);
    await expect(here.closed.promise).resolves.toBe(4003);
  });

  it("closes when the other side does not read, and never holds more than it may", async () => {
    peer.pause();
    const chunk = new Uint8Array(5_000);
    let sent = 0;
    // The kernel's buffers take megabytes before anything waits here.
    while (accepted.open && sent++ < 10_000) {
      accepted.send(chunk);
      expect(ws.bufferedAmount).toBeLessThanOrEqual(10_000 + 200);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(accepted.open).toBe(false);
    await expect(here.closed.promise).resolves.toBe(1006);
  });

  it("takes no text", async () => {
    for (const client of server.clients) client.send("text");
    await expect(here.closed.promise).resolves.toBe(4001);
  });
});
