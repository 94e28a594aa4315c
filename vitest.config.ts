import { defineConfig } from "vitest/config";

/** Tests that start processes, workers or browsers. */
const heavy = { testTimeout: 120_000, hookTimeout: 120_000, pool: "forks" as const };

export default defineConfig({
  test: {
    reporters: process.env["CI"] ? ["verbose"] : ["default"],
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{proto,base,signaling,sfu,client,web,cli,infra}/**/*.test.{ts,mjs}",
            "test/{harness,bench,docs}/**/*.test.ts",
          ],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "integration",
          include: ["test/{sfu,signaling,http,cli,infra,sim,e2e}/**/*.test.ts"],
          ...heavy,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          // Pictures are counted, or cores taken: one file at a time.
          name: "failover",
          include: ["test/failover/**/*.test.ts"],
          ...heavy,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
