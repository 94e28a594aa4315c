// A call that goes through faults at random for as long as is asked, and is looked at after each.
import { setTimeout as sleep } from "node:timers/promises";
import { everybodyIsThere } from "./everybody.ts";
import { faultsFrom } from "./plan.ts";
import { SoakCall } from "./soak-call.ts";
import { strike } from "./strike.ts";

/** After a fault, and again after it has been mended, until everybody must see and hear everybody. */
const boundMs = 30_000;
const logLines = 40;

export interface SoakOptions {
  forMs: number;
  seed: number;
  /** What goes on now; called often. */
  progress?(text: string): void;
  /** A line for each fault. */
  note?(text: string): void;
}

export interface SoakedFault {
  /** Since the beginning. */
  atMs: number;
  what: string;
  lastedMs: number;
  /** Until everybody saw and heard everybody while it lasted; undefined where that was not asked. */
  backMs?: number;
  /** The same, after it was mended. */
  mendedMs?: number;
}

export interface SoakResult {
  seed: number;
  faults: SoakedFault[];
  /** What was seen when it stopped. */
  failure?: string;
  folder?: string;
}

export async function soak({ forMs, seed, progress, note }: SoakOptions): Promise<SoakResult> {
  const call = await SoakCall.begin();
  const startMs = performance.now();
  const sinceStartMs = (): number => Math.round(performance.now() - startMs);
  const faults: SoakedFault[] = [];
  try {
    for (const fault of faultsFrom(seed)) {
      progress?.(`the call goes on for ${Math.round(fault.afterMs / 1000)} s`);
      await sleep(fault.afterMs);
      await everybodyIsThere(call.participants, boundMs);
      if (sinceStartMs() > forMs) break;
      const done: SoakedFault = { atMs: sinceStartMs(), what: fault.kind, lastedMs: 0 };
      faults.push(done);
      const { what, callGoesOn, mend } = await strike(call, fault);
      Object.assign(done, { what });
      progress?.(what);
      try {
        if (callGoesOn) done.backMs = Math.round(await everybodyIsThere(call.participants, boundMs));
        await sleep(Math.max(0, done.atMs + fault.lastsMs - sinceStartMs()));
      } finally {
        await mend();
      }
      done.lastedMs = sinceStartMs() - done.atMs;
      done.mendedMs = Math.round(await everybodyIsThere(call.participants, boundMs));
      note?.(
        `${what}, ${seconds(done.lastedMs)}; all there after ${seconds(done.backMs)}, mended ${seconds(done.mendedMs)}`,
      );
    }
    await noneDisconnected(call);
    return { seed, faults };
  } catch (error) {
    const failure = `${(error as Error).message}\n${call.lab.cluster.logTail(logLines)}`;
    return { seed, faults, failure, folder: await call.lab.saveArtifacts(`soak-seed-${seed}`) };
  } finally {
    await call.end();
  }
}

async function noneDisconnected(call: SoakCall): Promise<void> {
  for (const one of call.participants) {
    const [ended] = await one.events("disconnected");
    if (ended) throw new Error(`${one.identity} was disconnected: ${ended.error ?? "without an error"}`);
  }
}

const seconds = (ms: number | undefined): string => (ms === undefined ? "-" : `${(ms / 1000).toFixed(1)} s`);
