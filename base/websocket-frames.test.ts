import { once } from "node:events";
import type { Writable } from "node:stream";
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import * as ws from "ws";
import { binaryFrames } from "./websocket-frames.ts";

/** Exported by ws, and left out of its types. */
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };

/** The messages that ws reads, as the side that is no client or is one. */
async function received(bytes: Buffer, count: number, fromClient: boolean): Promise<Buffer[]> {
  const receiver = new Receiver({ isServer: fromClient });
  const messages: Buffer[] = [];
  receiver.on("message", (data: Buffer, isBinary: boolean) => {
    expect(isBinary).toBe(true);
    messages.push(data);
  });
  receiver.on("error", (error: Error) => expect.unreachable(error.message));
  receiver.end(bytes);
  if (count > 0) await once(receiver, "finish");
  return messages;
}

const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 70_000];
const message = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom(...lengths).map((length) => new Uint8Array(length).fill(length)),
);

describe("binary frames", () => {
  test.prop([fc.array(message, { maxLength: 8 }), fc.boolean()])(
    "are read by ws as the messages that they are",
    async (messages, byClient) => {
      const read = await received(binaryFrames(messages, byClient), messages.length, byClient);
      expect(read.map(({ length }) => length)).toEqual(messages.map(({ length }) => length));
      expect(read.every((bytes, index) => bytes.equals(messages[index]!))).toBe(true);
    },
  );
});
