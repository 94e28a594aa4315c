import { expect, test } from "vitest";
import { isForegroundGroup } from "./foreground.mjs";

// pid (comm) state ppid pgrp session tty_nr tpgid
test("the terminal sends Ctrl-C to the foreground group only", () => {
  expect(isForegroundGroup("70 (node) S 60 50 50 34816 50 4194304")).toBe(true);
  expect(isForegroundGroup("70 (node) S 60 50 50 34816 61 4194304")).toBe(false);
});

test("without a terminal nobody else passes the signal on", () => {
  expect(isForegroundGroup("70 (a) b) S 60 50 50 0 -1 4194304")).toBe(false);
});
