// What many seeds have shown, as a table and as JSON.

import Table from "cli-table3";
import { percentiles } from "../harness/percentiles.ts";
import { type FaultKind, faultKinds } from "./fault-kinds.ts";
import { suffered, type Suffered } from "./recoveries.ts";
import type { SeedOptions, SeedResult } from "./run-seed.ts";

/** What repeats a run exactly. */
export function commandOf(seed: number, { nodes, participants, replicas }: Omit<SeedOptions, "seed">): string {
  const given = { nodes, participants, replicas };
  const options = Object.entries(given).flatMap(([name, value]) => (value ? [`--${name} ${value}`] : []));
  return ["npm run sim --", `--seed ${seed}`, ...options].join(" ");
}

interface FaultRow {
  fault: Suffered;
  /** How often it happened, to whomever. */
  faults: number;
  /** Clients whose calls were on what broke. */
  clients: number;
  /** Of these, who lost media. */
  hit: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

export class SimReport {
  seeds = 0;
  readonly failed: number[] = [];
  readonly #faults = new Map<FaultKind, number>();
  readonly #exposed = new Map<Suffered, number>();
  readonly #samples = new Map<Suffered, number[]>();
  #participants = 0;
  #moved = 0;
  #virtualMs = 0;
  #tookMs = 0;

  add(result: SeedResult): void {
    this.seeds++;
    if (result.violations.length > 0) this.failed.push(result.seed);
    this.#participants += result.participants;
    this.#moved += result.moved;
    this.#virtualMs += result.virtualMs;
    this.#tookMs += result.tookMs;
    for (const [kind, count] of result.faults) this.#faults.set(kind, (this.#faults.get(kind) ?? 0) + count);
    for (const [kind, count] of result.exposed) this.#exposed.set(kind, (this.#exposed.get(kind) ?? 0) + count);
    for (const [kind, samples] of result.recoveries) {
      const all = this.#samples.get(kind) ?? [];
      this.#samples.set(kind, all);
      for (const ms of samples) all.push(ms);
    }
  }

  rows(): FaultRow[] {
    return faultKinds.flatMap((kind) => {
      const faults = this.#faults.get(kind) ?? 0;
      if (faults === 0) return [];
      const hot = this.#exposed.has(suffered(kind, true)) ? [this.#row(suffered(kind, true), faults)] : [];
      return [this.#row(kind, faults), ...hot];
    });
  }

  #row(fault: Suffered, faults: number): FaultRow {
    const { n, p50, p95, p99, max } = percentiles((this.#samples.get(fault) ?? []).map(Math.round));
    return { fault, faults, clients: this.#exposed.get(fault) ?? 0, hit: n, p50, p95, p99, max };
  }

  summary(): string {
    const hours = (this.#virtualMs / 3_600_000).toFixed(1);
    const took = (this.#tookMs / 1_000).toFixed(1);
    const failed = this.failed.length === 0 ? "none failed" : `${this.failed.length} failed: ${this.failed.join(", ")}`;
    return `${this.seeds} seeds, ${this.#participants} participants, ${this.#moved} moved; ${hours} simulated hours in ${took} s; ${failed}.`;
  }

  toJson(): object {
    return {
      seeds: this.seeds,
      failed: this.failed,
      participants: this.#participants,
      moved: this.#moved,
      virtualMs: this.#virtualMs,
      tookMs: Math.round(this.#tookMs),
      rows: this.rows(),
    };
  }
}

/** Milliseconds without media, of those who lost it. */
export function faultTable(report: SimReport): string {
  const table = new Table({
    head: ["fault", "times", "clients on it", "lost media", "ms p50", "p95", "p99", "max"],
    colAligns: ["left", "right", "right", "right", "right", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const { fault, faults, clients, hit, p50, p95, p99, max } of report.rows()) {
    const times = hit === 0 ? ["", "", "", ""] : [p50, p95, p99, max];
    table.push([fault, faults, clients || "", hit || (clients ? 0 : ""), ...times]);
  }
  return table.toString();
}
