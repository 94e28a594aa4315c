import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { repoRoot } from "../harness/server-process.ts";

export const infraPath = (path: string): string => join(repoRoot, "infra", path);
export const infraText = (path: string): string => readFileSync(infraPath(path), "utf8");
export const infraYaml = (path: string): unknown => parse(infraText(path), { merge: true });
export const infraDocuments = (path: string): unknown[] =>
  parseAllDocuments(infraText(path)).map((document) => {
    if (document.errors.length > 0) throw new Error(`${path}: ${document.errors.join("; ")}`);
    return document.toJS() as unknown;
  });

/** KEY=value lines. */
export function envFile(path: string): Record<string, string> {
  const lines = infraText(path)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

/** What an operator fills in: a good secret for every one that is left open. */
export function filledIn(env: Record<string, string>): Record<string, string> {
  const secret = "0123456789abcdef".repeat(4);
  return Object.fromEntries(
    Object.entries(env).map(([key, value]) => [key, value === "" || value.endsWith(":") ? value + secret : value]),
  );
}
