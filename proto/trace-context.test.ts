import { fc, test } from "@fast-check/vitest";
import { expect, it } from "vitest";
import { traceFields, traceIdOf } from "./trace-context.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const good = `00-${traceId}-00f067aa0ba902b7-01`;

it("reads the trace's id", () => {
  expect(traceIdOf(good)).toBe(traceId);
  expect(traceIdOf(good.replace("-01", "-00"))).toBe(traceId);
  expect(traceFields(good)).toEqual({ trace_id: traceId });
});

it("reads versions to come, with what they add", () => {
  expect(traceIdOf(good.replace("00-", "cc-"))).toBe(traceId);
  expect(traceIdOf(`${good.replace("00-", "cc-")}-more`)).toBe(traceId);
});

it.each([
  undefined,
  null,
  "",
  7,
  [good],
  traceId,
  `${good}-more`,
  `${good} `,
  ` ${good}`,
  `${good}\n`,
  good.toUpperCase(),
  good.replace("00-", "ff-"),
  good.replace("00-", "0-"),
  good.replace(traceId, "0".repeat(32)),
  good.replace("00f067aa0ba902b7", "0".repeat(16)),
  good.slice(0, -1),
  `cc-${traceId}-00f067aa0ba902b7-01x`,
  `${good.replace("00-", "cc-")}-${"x".repeat(600)}`,
])("takes %j for none", (text) => {
  expect(traceIdOf(text)).toBeUndefined();
  expect(traceFields(text)).toEqual({});
});

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
test.prop([hex(32), hex(16), hex(2)])("reads every id but those of zeros", (trace, parent, flags) => {
  const isZero = [trace, parent].some((id) => /^0+$/.test(id));
  expect(traceIdOf(`00-${trace}-${parent}-${flags}`)).toBe(isZero ? undefined : trace);
});
test.prop([fc.string({ maxLength: 80 })])("never throws", (text) => void traceIdOf(text));
