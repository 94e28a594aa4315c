import { expect, test } from "vitest";
import { parseMainArguments, parseRunArguments } from "./arguments.mjs";

test("main.mjs: purpose, default and help", () => {
  expect(parseMainArguments([])).toEqual({ help: false, purpose: "start" });
  expect(parseMainArguments(["--for", "test"])).toEqual({ help: false, purpose: "test" });
  expect(parseMainArguments(["--for=check"])).toEqual({ help: false, purpose: "check" });
  expect(parseMainArguments(["--help"]).help).toBe(true);
});

test.each([
  [["--for", "fun"], '"fun" is no purpose'],
  [["--for"], "--for needs a word"],
  [["--quick"], '"--quick" is not an option'],
])("main.mjs refuses %j", (args, message) => {
  expect(() => parseMainArguments(args)).toThrow(message);
});

test("run.mjs: everything after the dashes is the command", () => {
  expect(parseRunArguments(["start", "--", "node", "cli/main.ts", "--", "--help"])).toEqual({
    help: false,
    purpose: "start",
    command: ["node", "cli/main.ts", "--", "--help"],
  });
  expect(parseRunArguments(["--help"]).help).toBe(true);
});

test.each([[["start"]], [["start", "node"]], [["start", "--"]]])("run.mjs refuses %j", (args) => {
  expect(() => parseRunArguments(args)).toThrow("needs a purpose");
});
