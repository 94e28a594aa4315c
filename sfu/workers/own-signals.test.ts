import { expect, it } from "vitest";
import { keepingSignals } from "./own-signals.ts";

it("takes back the listeners that come meanwhile, and leaves those that were there", () => {
  const own = (): void => {};
  process.on("SIGTERM", own);
  try {
    const before = [process.listeners("SIGTERM"), process.listeners("SIGINT")];
    const result = keepingSignals(() => {
      process.once("SIGTERM", () => {});
      process.once("SIGINT", () => {});
      return "made";
    });
    expect(result).toBe("made");
    expect([process.listeners("SIGTERM"), process.listeners("SIGINT")]).toEqual(before);
    expect(process.listeners("SIGTERM")).toContain(own);
  } finally {
    process.off("SIGTERM", own);
  }
});
