import Table from "cli-table3";
import pc from "picocolors";
import type { BenchRow, Verdict } from "./benchmark.ts";

export function rowsTable(rows: readonly BenchRow[]): string {
  const table = new Table({
    head: [
      "scenario",
      "unit",
      "n",
      "p50",
      "p95",
      "p99",
      "max",
      "lost frames",
      "baseline p50 / p95",
      "ratio",
      "p95 ratio",
    ],
    colAligns: ["left", "left", ...Array.from({ length: 9 }, () => "right" as const)],
    style: { head: [], border: [] },
  });
  for (const { scenario, unit, n, p50, p95, p99, max, lostFrames, baseline, ratio } of rows) {
    table.push([
      scenario,
      unit,
      n,
      p50,
      p95,
      p99,
      max,
      lostFrames ?? "",
      baseline ? `${baseline.p50} / ${baseline.p95}` : "",
      ratio ?? "",
      baseline ? (p95 / baseline.p95).toFixed(3) : "",
    ]);
  }
  return table.toString();
}

export function verdictLines(verdicts: readonly Verdict[]): string {
  return verdicts
    .map(
      ({ figure, measured, reached }) =>
        `${reached ? pc.green("reached    ") : pc.red("not reached")}  ${figure}: ${measured}`,
    )
    .join("\n");
}
