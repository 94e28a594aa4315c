// docs/architecture.md draws the states of a node and of a path. They are drawn from the tables that the code goes by.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pathTransitions } from "../../client/paths/path-state.ts";
import { livenessTransitions } from "../../signaling/nodes/liveness.ts";
import { repoRoot } from "../harness/server-process.ts";

type Edge = [from: string, to: string, label?: string];

function diagram(edges: readonly Edge[]): string {
  const lines = edges.map(([from, to, label]) => `  ${from} --> ${to}${label ? `: ${label}` : ""}`);
  return ["```mermaid", "stateDiagram-v2", ...lines, "```"].join("\n");
}

const ofNode = Object.entries(livenessTransitions).flatMap(([from, targets]) => targets.map((to): Edge => [from, to]));

/** Edges between the same two states are one, with all that leads along it; `closed` is reached from everywhere. */
const ofPath = Object.entries(pathTransitions).flatMap(([from, byEvent]) => {
  const events = new Map<string, string[]>();
  for (const [event, targets] of Object.entries(byEvent)) {
    if (event === "closed") continue;
    for (const to of targets) events.set(to, [...(events.get(to) ?? []), event === "tick" ? "deadline" : event]);
  }
  return [...events].map(([to, labels]): Edge => [from, to, labels.join(", ")]);
});

test.each([
  ["a node", ofNode],
  ["a path", ofPath],
])("the states of %s are drawn as they are", async (_name, edges) => {
  const page = await readFile(join(repoRoot, "docs/architecture.md"), "utf8");
  expect(page).toContain(diagram(edges));
});
