import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { errorTable } from "./errors.ts";

describe("docs/errors.md", () => {
  it("has a row for every error, with its codes and its sentence, and no other", () => {
    const page = readFileSync(new URL("../docs/errors.md", import.meta.url), "utf8");
    const lines = page.split("\n").filter((line) => line.startsWith("| `"));
    const rows = lines.map((line) => line.replaceAll(/ +\|/g, " |"));
    const expected = Object.entries(errorTable).map(
      ([code, { http, close, retryable, text }]) =>
        `| \`${code}\` | ${http} | ${close} | ${retryable ? "yes" : "no"} | ${text} |`,
    );
    expect(rows).toEqual(expected);
  });
});
