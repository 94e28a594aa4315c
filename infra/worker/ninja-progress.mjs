/** @returns {{ finished: number, total: number } | undefined} from a line that ninja starts with "[finished/total] " */
export function parseNinjaLine(line) {
  const match = line.match(/^\[(\d+)\/(\d+)\] /);
  return match ? { finished: Number(match[1]), total: Number(match[2]) } : undefined;
}

/** @returns {string[]} the parts of the unity build that did not compile, from ninja's output */
export function failedGroups(output) {
  const failed = [...output.matchAll(/^FAILED: \S*\/unity_(\d+)_cxx\.cxx\.o/gm)].map(([, group]) => group);
  return [...new Set(failed)].sort((a, b) => a - b);
}

const BYTES_PER_JOB = 900 * 2 ** 20;

/** How many compilers at once: one for each core, as far as memory goes (the largest part takes some 0.8 GB). */
export function compileJobs({ cores, availableBytes }) {
  return Math.max(1, Math.min(cores, Math.floor(availableBytes / BYTES_PER_JOB)));
}
