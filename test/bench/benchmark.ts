// What a benchmark is, and the shape of its result.
import { percentiles } from "../harness/percentiles.ts";

export interface BenchRow {
  scenario: string;
  unit: string;
  n: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
  /** Video frames that never arrived, over all rounds and receivers of the row. */
  lostFrames?: number;
  baseline?: { name: string; p50: number; p95: number };
  /** p50 to the baseline's p50. */
  ratio?: number;
}

export interface BenchResult {
  bench: string;
  /** ISO 8601. */
  startedAt: string;
  machine: Record<string, unknown>;
  rows: BenchRow[];
}

/** A figure that is to be reached, and whether it was. */
export interface Verdict {
  figure: string;
  measured: string;
  reached: boolean;
}

export interface BenchContext {
  rounds: number;
  /** Whether this scenario is asked for. */
  wanted(scenario: string): boolean;
  /** What is being done now; shown while the benchmark runs. */
  progress(text: string): void;
  /** A line that stays. */
  note(text: string): void;
}

export interface Benchmark {
  name: string;
  summary: string;
  defaultRounds: number;
  /** What --only chooses from. */
  scenarios?: readonly string[];
  run(context: BenchContext): Promise<{ rows: BenchRow[]; verdicts: Verdict[] }>;
}

const round1 = (value: number): number => Math.round(value * 10) / 10;

export function row(
  scenario: string,
  unit: string,
  values: readonly number[],
  extra: { lostFrames?: number } = {},
): BenchRow {
  const { n, p50, p95, p99, max } = percentiles(values);
  return { scenario, unit, n, p50: round1(p50), p95: round1(p95), p99: round1(p99), max: round1(max), ...extra };
}

/** The row, held against another that was measured in the same run. */
export function against(measured: BenchRow, baseline: BenchRow): BenchRow {
  const { scenario: name, p50, p95 } = baseline;
  return { ...measured, baseline: { name, p50, p95 }, ratio: Math.round((measured.p50 / p50) * 1000) / 1000 };
}

export function atMost(figure: string, measured: number, limit: number, unit = ""): Verdict {
  return { figure: `${figure} <= ${limit}${unit}`, measured: `${round2(measured)}${unit}`, reached: measured <= limit };
}

const round2 = (value: number): number => Math.round(value * 100) / 100;
