// Joins through a replica, a node and its media worker, against the same calls of mediasoup on a bare server. A join is
// one WebSocket, two transports connected to a fingerprint, one track published, and the others' received; ICE, DTLS and
// media are the worker's and the client's work, alike on both sides, and left out.
import { against, atLeast, atMost, type BenchContext, type BenchRow, row, type Verdict } from "../../benchmark.ts";
import { arrivalsMs } from "./arrivals.ts";
import { BareJoins } from "./bare-joins.ts";
import { HoldfastJoins } from "./holdfast-joins.ts";
import type { JoinLab } from "./join-lab.ts";
import { Population } from "./population.ts";

const rooms = 16;
const joinsAtOnce = 16;
/** A join costs twice as much at first, and V8 is at work on what has become hot until then. */
const warmUpJoins = 12_000;
const sliceMs = 3_000;
const rateFigure = 0.7;
const tailFigure = 3;

export type JoinsContext = Pick<BenchContext, "rounds" | "progress" | "note">;

export interface JoinsResult {
  rows: BenchRow[];
  verdicts: Verdict[];
}

interface Side {
  lab: JoinLab;
  population: Population;
  perSecond: number[];
  /** CPU microseconds for each join, by process and round. */
  cpuUs: Map<string, number[]>;
  /** Of single joins, at half the rate. */
  joinMs: number[];
}

export async function measure({ rounds, progress, note }: JoinsContext): Promise<JoinsResult> {
  const labs = [await HoldfastJoins.start(rooms), await BareJoins.start()];
  try {
    const sides: Side[] = [];
    for (const lab of labs) {
      progress(`warming up: ${lab.name}`);
      const population = await Population.fill(lab, rooms);
      await keepJoining(population, (joins) => joins < warmUpJoins);
      sides.push({ lab, population, perSecond: [], cpuUs: new Map(), joinMs: [] });
    }
    await eachRound(sides, rounds, progress, async (side, counts) => {
      const perSecond = await asManyAsGo(side, counts);
      await asTheyCome(side, perSecond / 2, counts);
    });
    const [holdfast, bare] = sides.map(rowsOf);
    const rate = against(holdfast!.rate, bare!.rate);
    const tail = holdfast!.latency.p99 / holdfast!.latency.p50;
    note("two cores carry the clients and all processes: CPU per join says how it divides");
    return {
      rows: [
        rate,
        ...holdfast!.cpu,
        bare!.rate,
        ...bare!.cpu,
        against(holdfast!.latency, bare!.latency),
        bare!.latency,
      ],
      verdicts: [
        atLeast("full joins per second to bare mediasoup's", rate.ratio!, rateFigure),
        atMost("a join at half that rate, p99 to its own p50", tail, tailFigure),
      ],
    };
  } finally {
    await Promise.all(labs.map((lab) => lab.close()));
  }
}

/**
 * Which goes first changes, so that neither profits from what the other left behind; half a rate is half of what went right
 * before, as the machine's own speed drifts. The first round does not count.
 */
async function eachRound(
  sides: readonly Side[],
  rounds: number,
  progress: (text: string) => void,
  slice: (side: Side, counts: boolean) => Promise<void>,
): Promise<void> {
  for (let round = 0; round <= rounds; round++) {
    progress(`round ${round} of ${rounds}${round === 0 ? " (dropped)" : ""}`);
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) await slice(side, round > 0);
  }
}

/** Returns how many went in a second. */
async function asManyAsGo({ lab, population, perSecond, cpuUs }: Side, counts: boolean): Promise<number> {
  const before = lab.cpuSeconds();
  const startMs = performance.now();
  const joins = await keepJoining(population, () => performance.now() - startMs < sliceMs);
  const rate = (joins / (performance.now() - startMs)) * 1_000;
  if (!counts) return rate;
  perSecond.push(rate);
  for (const [process, seconds] of lab.cpuSeconds()) {
    const used = ((seconds - before.get(process)!) * 1e6) / joins;
    cpuUs.set(process, [...(cpuUs.get(process) ?? []), used]);
  }
  return rate;
}

/** Always so many at once, for as long as `goesOn` says. Returns how many have joined. */
async function keepJoining(population: Population, goesOn: (joins: number) => boolean): Promise<number> {
  let joins = 0;
  const oneAfterAnother = async (): Promise<void> => {
    for (; goesOn(joins); joins++) await (await population.turn()).left;
  };
  await Promise.all(Array.from({ length: joinsAtOnce }, oneAfterAnother));
  return joins;
}

/** People come whether or not those before them are through. */
async function asTheyCome({ population, joinMs }: Side, perSecond: number, counts: boolean): Promise<void> {
  const startMs = performance.now();
  const turns: Promise<void>[] = [];
  const comes = async (atMs: number): Promise<void> => {
    const turn = await population.turn(atMs);
    if (counts) joinMs.push(turn.joinMs);
    await turn.left;
  };
  for (const afterMs of arrivalsMs(perSecond, sliceMs, Math.random)) {
    const waitMs = startMs + afterMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    // Timers end early as well, by what the event loop is behind.
    turns.push(comes(Math.min(startMs + afterMs, performance.now())));
  }
  await Promise.all(turns);
}

function rowsOf({ lab, perSecond, cpuUs, joinMs }: Side) {
  return {
    rate: row(`${lab.name}: full joins`, "per second", perSecond),
    cpu: [...cpuUs].map(([process, values]) => row(`${lab.name}: CPU of a join, ${process}`, "us", values)),
    latency: row(`${lab.name}: a join at half that rate`, "ms", joinMs),
  };
}
