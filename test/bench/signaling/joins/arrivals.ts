/** When people come who know nothing of each other: a Poisson process, in milliseconds from 0 to `forMs`. */
export function* arrivalsMs(perSecond: number, forMs: number, random: () => number): Generator<number> {
  const meanMs = 1_000 / perSecond;
  for (let atMs = gapMs(meanMs, random); atMs < forMs; atMs += gapMs(meanMs, random)) yield atMs;
}

const gapMs = (meanMs: number, random: () => number): number => -Math.log(1 - random()) * meanMs;
