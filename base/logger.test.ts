import { expect, test, vi } from "vitest";
import { LogAbout, type Logger } from "./logger.ts";

test("says with each line what it is about", () => {
  const log = { error: vi.fn(), warn: vi.fn(), info: vi.fn() };
  const about = new LogAbout(log as unknown as Logger, { room: "r", session: "s" });
  about.info({ node: "n" }, "joined");
  about.warn({ session: "t" }, "moved");
  about.error({}, "failed");
  expect(log.info).toHaveBeenCalledExactlyOnceWith({ room: "r", session: "s", node: "n" }, "joined");
  expect(log.warn).toHaveBeenCalledExactlyOnceWith({ room: "r", session: "t" }, "moved");
  expect(log.error).toHaveBeenCalledExactlyOnceWith({ room: "r", session: "s" }, "failed");
});
