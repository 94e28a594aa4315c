// What Prometheus and Grafana are given: promtool takes it, the rules fire when they should, every metric in it exists,
// and every alert has its page.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createMetrics } from "../../signaling/metrics.ts";
import { repoRoot } from "../harness/server-process.ts";

const folder = join(repoRoot, "infra/prometheus");
const rulesFile = join(folder, "alerts.yml");
const dashboardFile = join(repoRoot, "infra/grafana/holdfast.json");
const scratch = mkdtempSync(join(tmpdir(), "holdfast-rules-"));
afterAll(() => rmSync(scratch, { recursive: true }));

interface Rule {
  alert: string;
  expr: string;
  annotations: { summary: string; runbook_url: string };
}
interface Panel {
  id: number;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string }[];
}
const rules = (parse(readFileSync(rulesFile, "utf8")) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);
const dashboard = JSON.parse(readFileSync(dashboardFile, "utf8")) as {
  panels: Panel[];
  annotations: { list: { expr: string }[] };
};
const dashboardQueries = [
  ...dashboard.panels.flatMap(({ title, targets }) => (targets ?? []).map(({ expr }) => ({ title, expr }))),
  ...dashboard.annotations.list.map(({ expr }) => ({ title: "annotation", expr })),
];

function promtool(...args: string[]): void {
  const { status, stdout, stderr, error } = spawnSync("promtool", args, { encoding: "utf8" });
  if (error) throw error;
  expect(stdout + stderr).toContain("SUCCESS");
  expect(status, stdout + stderr).toBe(0);
}

/** Names of series, as /metrics has them, with and without values. */
async function seriesNames(): Promise<Set<string>> {
  const nothing = () => 0;
  const { registry } = createMetrics({ sessions: nothing, rooms: nothing, nodes: () => [], storeUp: () => true });
  // Prometheus makes this one for each target.
  const names = new Set(["up"]);
  for (const { name, type } of await registry.getMetricsAsJSON()) {
    if (type === "histogram") for (const suffix of ["bucket", "sum", "count"]) names.add(`${name}_${suffix}`);
    else names.add(name);
  }
  return names;
}

const metricsIn = (expr: string): string[] => expr.match(/\b(?:up\b|(?:holdfast|nodejs|process)_[a-z0-9_]+)/g) ?? [];

describe("alert rules", () => {
  it("are taken by promtool, and so is the configuration that names them", () => {
    promtool("check", "rules", rulesFile);
    promtool("check", "config", join(folder, "prometheus.yml"));
  });

  it("fire when they should, and only then", () => promtool("test", "rules", join(folder, "alerts.test.yml")));

  it.each(rules)("$alert has a page that says what to do", ({ alert, annotations }) => {
    expect(annotations.runbook_url).toBe(`docs/operations.md#${alert.toLowerCase()}`);
    expect(readFileSync(join(repoRoot, "docs/operations.md"), "utf8")).toMatch(new RegExp(`^#+ ${alert}$`, "m"));
  });
});

describe("every metric exists that is named", () => {
  it.each(rules)("in the rule $alert", async ({ expr }) => {
    const named = metricsIn(expr);
    expect(named).not.toEqual([]);
    expect([...(await seriesNames())]).toEqual(expect.arrayContaining(named));
  });

  it.each(dashboardQueries)("in the dashboard: $title", async ({ expr }) => {
    const named = metricsIn(expr);
    expect(named).not.toEqual([]);
    expect([...(await seriesNames())]).toEqual(expect.arrayContaining(named));
  });
});

describe("the dashboard", () => {
  it("has queries that Prometheus can parse", () => {
    const records = dashboardQueries.map(({ expr }, index) => ({
      record: `dashboard:query_${index}`,
      expr: expr.replaceAll("$__rate_interval", "1m"),
    }));
    const file = join(scratch, "dashboard.yml");
    writeFileSync(file, JSON.stringify({ groups: [{ name: "dashboard", rules: records }] }));
    promtool("check", "rules", file);
  });

  it("has panels that do not overlap", () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });
});
