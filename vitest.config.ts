import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests that start processes, workers or browsers: hundreds of processes, which need not compile the same files each. */
const heavy = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  pool: "forks" as const,
  env: { NODE_COMPILE_CACHE: fileURLToPath(new URL("node_modules/.cache/node-compile-cache", import.meta.url)) },
};

/** Nothing but computing. Left to itself, vitest keeps one core free: of two, that is half. */
const computing = { maxWorkers: "100%", sequence: { groupOrder: 0 } };

/** Tests that add network interfaces to this machine: what is running in a browser beside them would see these come and go. */
const networks = ["test/e2e/{network,topology,killed-runner}.test.ts"];

/** Begun last, one of these would have the machine to itself for a minute or two. */
const long = /\/(network|rebalancing|sim)\.test\.ts$/;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [
      ...sorted.filter(({ moduleId }) => long.test(moduleId)),
      ...sorted.filter(({ moduleId }) => !long.test(moduleId)),
    ];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    reporters: process.env["CI"] ? ["verbose"] : ["default"],
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{proto,base,signaling,sfu,client,web,cli,infra}/**/*.test.{ts,mjs}",
            "test/{harness,bench,docs,acceptance/*}/**/*.test.ts",
          ],
          // They share modules, none of which is mocked: to load these anew for each file would take most of the time.
          isolate: false,
          ...computing,
        },
      },
      {
        test: {
          // Beside tests that wait for processes it would stand in their way.
          name: "sim",
          include: ["test/sim/**/*.test.ts"],
          ...heavy,
          ...computing,
        },
      },
      {
        test: {
          // Processes that take all cores while they start, and then wait for what runs out, comes back or is heard of.
          name: "integration",
          include: ["test/{sfu,signaling,http,cli,infra}/**/*.test.ts", ...networks],
          ...heavy,
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          // Browsers, which are busy all the while.
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          exclude: networks,
          ...heavy,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          // Pictures are counted, or cores taken: one file at a time.
          name: "failover",
          include: ["test/{acceptance,failover}/*.test.ts"],
          ...heavy,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
