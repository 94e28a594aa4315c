import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { toEnvName } from "../base/config.ts";
import { sfuConfigSchema } from "../sfu/config.ts";
import { signalingConfigSchema } from "../signaling/config.ts";

const page = readFileSync(new URL("../docs/configuration.md", import.meta.url), "utf8");

/** Rows of the table under a heading: variable, key, default. */
function rowsUnder(heading: string): string[][] {
  const section = page.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  return rows.map((line) =>
    line
      .split("|")
      .slice(1, 4)
      .map((cell) => cell.trim().replaceAll("`", "")),
  );
}

/** Defaults that depend on the machine, or that another key gives. */
const inWords: Record<string, string> = {
  nodeId: "random",
  workers: "one per core",
  rtcAnnouncedAddress: "rtcHost",
  nodes: "none",
  signalingUrls: "none",
  controlAnnouncedUrl: "by host and port",
  redisUrl: "none",
  redisCaFile: "none",
  redisCertFile: "none",
  redisKeyFile: "none",
  store: "by the URL",
  region: "none",
  labels: "none",
  turnUrls: "none",
  turnSecret: "none",
  metricsToken: "none",
};

function defaultOf(key: string, schema: z.ZodType): string {
  const parsed = schema.safeParse(undefined);
  return inWords[key] ?? (parsed.success ? String(parsed.data) : "required");
}

describe("docs/configuration.md", () => {
  it.each<[string, Record<string, z.ZodType>]>([
    ["`holdfast signaling`", signalingConfigSchema.shape],
    ["`holdfast sfu`", sfuConfigSchema.shape],
  ])("lists every key of %s with its default, and no other", (heading, shape) => {
    const expected = Object.entries(shape).map(([key, schema]) => [toEnvName(key), key, defaultOf(key, schema)]);
    const sorted = (rows: string[][]): string[][] => rows.toSorted((a, b) => a[0]!.localeCompare(b[0]!));
    expect(sorted(rowsUnder(heading))).toEqual(sorted(expected));
  });
});
