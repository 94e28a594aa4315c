import { defineConfig } from "vitest/config";

/** Tests that start processes, workers or browsers: one file at a time, so that they do not slow each other down. */
const heavy = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  fileParallelism: false,
  pool: "forks" as const,
};

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
        },
      },
      { test: { name: "integration", include: ["test/{sfu,signaling,http,cli,infra,sim}/**/*.test.ts"], ...heavy } },
      { test: { name: "e2e", include: ["test/{e2e,failover}/**/*.test.ts"], ...heavy } },
    ],
  },
});
