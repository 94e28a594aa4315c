import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { MessageSocket, type MessageSocketOwner } from "./message-socket.ts";

const closeCodes = { bad_frame: { close: 4001 }, slow_client: { close: 4002 }, done: { close: 4003 } };
type Reason = keyof typeof closeCodes;
const message = (text: string): Uint8Array => new TextEncoder().encode(text);
const nextTick = () => new Promise<void>((resolve) => process.nextTick(resolve));
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Keeps what comes. */
class Owner implements MessageSocketOwner {
  readonly received: string[] = [];
  readonly closed = Promise.withResolvers<number>();
  along: string | undefined;
  goesAlong(): Uint8Array | undefined {
    const along = this.along === undefined ? undefined : message(this.along);
    this.along = undefined;
    return along;
  }
  onMessage(bytes: Uint8Array): void {
    this.received.push(new TextDecoder().decode(bytes));
  }
  onClose(code: number): void {
    this.closed.resolve(code);
  }
}

let server: WebSocketServer;
let accepted: MessageSocket<Reason>;
let stream: Socket;
let dialled: MessageSocket<Reason>;
let here: Owner;
let there: Owner;

beforeEach(async () => {
  server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  [here, there] = [new Owner(), new Owner()];
  const connected = new Promise<void>((resolve) => {
    server.on("connection", (ws, { socket }) => {
      stream = socket;
      accepted = MessageSocket.accepted(ws, socket, here, { closeCodes, maxBufferedBytes: 10_000 });
      resolve();
    });
  });
  const ws = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  dialled = MessageSocket.dialled(ws, there, { closeCodes, maxBufferedBytes: 10_000 });
  await Promise.all([connected, once(ws, "open")]);
});

afterEach(async () => {
  dialled.terminate();
  accepted.terminate();
  await new Promise((resolve) => server.close(resolve));
});

describe("a message socket", () => {
  it("sends what belongs to a tick together at its end, and the rest of a turn at the end of that", async () => {
    const write = vi.spyOn(stream, "write");
    accepted.send(message("1"));
    await Promise.resolve();
    accepted.send(message("2"));
    expect(write).toHaveBeenCalledTimes(0);
    await nextTick();
    expect(write).toHaveBeenCalledTimes(1);
    for (const text of ["3", "4"]) {
      accepted.send(message(text));
      await nextTick();
    }
    expect(write).toHaveBeenCalledTimes(1);
    await nextTurn();
    expect(write).toHaveBeenCalledTimes(2);
    await nextTurn();
    accepted.send(message("5"));
    await nextTick();
    expect(write).toHaveBeenCalledTimes(3);
    await expect.poll(() => there.received).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("does so on the side that dialled as well", async () => {
    for (const text of ["1", "2", "3"]) dialled.send(message(text));
    dialled.send(new Uint8Array(7_000).fill(65));
    await expect.poll(() => here.received.length).toBe(4);
    expect(here.received.map((text) => text.slice(0, 3))).toEqual(["1", "2", "3", "AAA"]);
  });

  it("keeps nothing back when told", () => {
    const write = vi.spyOn(stream, "write");
    for (const text of ["1", "2", "3"]) accepted.send(message(text));
    accepted.flush();
    expect(write).toHaveBeenCalledTimes(1);
    expect(accepted.bufferedBytes).toBe(stream.writableLength);
  });

  it("takes along what its owner has for the other side, in the same write", async () => {
    const write = vi.spyOn(stream, "write");
    here.along = "along";
    accepted.send(message("1"));
    await nextTick();
    expect(write).toHaveBeenCalledTimes(1);
    here.along = "alone";
    await nextTurn();
    expect(write).toHaveBeenCalledTimes(1);
    accepted.flush();
    accepted.flush();
    expect(write).toHaveBeenCalledTimes(2);
    await expect.poll(() => there.received).toEqual(["1", "along", "alone"]);
  });

  it("makes one message of what goes out together, for a side that takes it so", async () => {
    const write = vi.spyOn(stream, "write");
    accepted.bundleWith((messages) => Buffer.concat([message("bundle:"), ...messages]));
    for (const text of ["1", "2", "3"]) accepted.send(message(text));
    await nextTick();
    expect(write).toHaveBeenCalledTimes(1);
    await expect.poll(() => there.received).toEqual(["bundle:123"]);
  });

  it("waits for nothing any more once it is closed", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      accepted.close("done");
      expect(vi.getTimerCount()).toBeGreaterThan(0);
      await Promise.all([here.closed.promise, there.closed.promise]);
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

  it("counts what it holds to what the other side has not read", async () => {
    for (let i = 0; i < 6; i++) accepted.send(new Uint8Array(3_000));
    await expect(there.closed.promise).resolves.toBe(4002);
  });

  it("takes no text", async () => {
    for (const client of server.clients) client.send("text");
    await expect(here.closed.promise).resolves.toBe(4001);
  });
});
