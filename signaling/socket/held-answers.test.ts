import { expect, it, vi } from "vitest";
import { serverFrames } from "../../proto/codec.ts";
import { HeldAnswers } from "./held-answers.ts";

it("goes as one message, which names all that is done", () => {
  const held = new HeldAnswers({ sendHeldAnswers: vi.fn() });
  for (const id of [7, 8, 300]) held.add(id, 1_000);
  expect(serverFrames.decode(held.encode())).toMatchObject({ kind: "done", done: { ids: [7, 8, 300] } });
});

it("waits for as long as the least patient can", () => {
  const sendHeldAnswers = vi.fn();
  const held = new HeldAnswers({ sendHeldAnswers });
  for (const deadlineMs of [500, 200, 900]) held.add(1, deadlineMs);
  expect(held.deadlineMs).toBe(200);
  held.expire();
  expect(sendHeldAnswers).toHaveBeenCalledTimes(1);
});

it("is full at some point", () => {
  const held = new HeldAnswers({ sendHeldAnswers: vi.fn() });
  for (let id = 1; id < 64; id++) held.add(id, 1_000);
  expect(held.full).toBe(false);
  held.add(64, 1_000);
  expect(held.full).toBe(true);
});
