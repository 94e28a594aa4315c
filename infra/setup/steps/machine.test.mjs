import { expect, test } from "vitest";
import { machineProblem } from "./machine.mjs";

const good = { platform: "linux", arch: "arm64", version: "v20.20.0" };

test("Linux on x64 or arm64 with Node 20.20 will do", () => {
  expect(machineProblem(good)).toBeUndefined();
});

test.each([
  [{ platform: "darwin" }, "run on Linux; this is darwin"],
  [{ arch: "riscv64" }, "this one is riscv64"],
  [{ version: "v18.19.0" }, "needs Node 20.20 or newer; this is v18.19.0"],
])("%j will not", (difference, message) => {
  expect(machineProblem({ ...good, ...difference }).message).toContain(message);
});
