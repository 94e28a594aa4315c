// Which faults happen when: chosen from a seed alone, so that a run can be repeated. Pure.

export const faultKinds = [
  "node killed",
  "media worker killed",
  "node hangs",
  "node's process hangs",
  "media worker hangs",
  "node drained",
  "control link silent",
  "replica killed",
  "Redis killed",
  "signaling of one person stalls",
  "signaling of one person is cut",
  "network of one person is gone",
] as const;

export interface Fault {
  kind: (typeof faultKinds)[number];
  /** Since the one before has been mended. */
  afterMs: number;
  /** Where it strikes: the node that carries the call, or any of whatever there is. */
  target: "call" | number;
  lastsMs: number;
}

/** https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32: small, and good enough to choose faults. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function* faultsFrom(seed: number): Generator<Fault, never> {
  const random = seededRandom(seed);
  const between = (from: number, to: number): number => Math.round(from + random() * (to - from));
  for (;;) {
    yield {
      kind: faultKinds[Math.floor(random() * faultKinds.length)]!,
      afterMs: between(3_000, 20_000),
      target: random() < 0.6 ? "call" : between(0, 1_000),
      lastsMs: between(500, 8_000),
    };
  }
}
