import { expect, test } from "vitest";
import { type ConfigError, readConfig } from "../base/config.ts";
import { labelsOf, sfuConfigSchema } from "./config.ts";

const read = (env: Record<string, string>) => readConfig({ schema: sfuConfigSchema, env });
const secret = { HOLDFAST_CLUSTER_SECRET: "0123456789abcdef0123456789abcdef" };
const problemsOf = (env: Record<string, string>): string => {
  try {
    read(env);
    return "none";
  } catch (error) {
    return (error as ConfigError).problems.join("; ");
  }
};

test("needs only the cluster secret", () => {
  const config = read(secret);
  expect(config).toMatchObject({ controlHost: "127.0.0.1", controlPort: 7411, rtcPort: 7500 });
  expect(config.workers).toBeGreaterThan(0);
  expect(config.nodeId).toMatch(/^no_/);
});

test("reads text as what it stands for", () => {
  const config = read({ ...secret, HOLDFAST_WORKERS: "3", HOLDFAST_LOG_PRETTY: "true", HOLDFAST_CAPACITY: "50" });
  expect(config).toMatchObject({ workers: 3, logPretty: true, capacity: 50 });
});

test("takes labels as text or as a map, and its region for one of them", () => {
  const labels = { gpu: "1", tier: "gold" };
  const config = read({ ...secret, HOLDFAST_LABELS: "gpu=1, tier=gold", HOLDFAST_REGION: "eu-1" });
  expect(config.labels).toEqual(labels);
  expect(labelsOf(config)).toEqual({ ...labels, region: "eu-1" });
  expect(sfuConfigSchema.parse({ clusterSecret: "s".repeat(32), labels: { gpu: 1, tier: "gold" } }).labels).toEqual(
    labels,
  );
});

test.each([
  [{ ...secret, HOLDFAST_LABELS: "gpu" }, 'HOLDFAST_LABELS: must look like "gpu=1,tier=gold"'],
  [{ ...secret, HOLDFAST_LABELS: "gpu=1,gpu=2" }, 'HOLDFAST_LABELS: has a label "gpu" twice'],
  [{ ...secret, HOLDFAST_LABELS: "-gpu=1" }, "HOLDFAST_LABELS: has a label whose name is not 1 to 64 letters"],
  [{ ...secret, HOLDFAST_LABELS: "gpu=" }, 'HOLDFAST_LABELS: has a label "gpu" whose value is not 1 to 64 letters'],
  [{ ...secret, HOLDFAST_LABELS: `gpu=${"1".repeat(65)}` }, 'a label "gpu" whose value is not 1 to 64 letters'],
  [
    { ...secret, HOLDFAST_LABELS: Array.from({ length: 17 }, (_, i) => `l${i}=1`).join(",") },
    "has 17 labels: at most 16",
  ],
  [{ ...secret, HOLDFAST_LABELS: "region=eu" }, "HOLDFAST_LABELS: has a label region: set HOLDFAST_REGION"],
  [{ ...secret, HOLDFAST_REGION: "the north" }, "HOLDFAST_REGION: must be 1 to 64 letters"],
  [{}, "HOLDFAST_CLUSTER_SECRET: must be a text of at least 32 bytes"],
  [{ ...secret, HOLDFAST_WORKERS: "many" }, "HOLDFAST_WORKERS: must be a whole number"],
  [{ ...secret, HOLDFAST_CONTROL_PORT: "70000" }, "HOLDFAST_CONTROL_PORT: must be at most 65535"],
  [{ ...secret, HOLDFAST_NODE_ID: "a b" }, "HOLDFAST_NODE_ID: must be"],
  [{ ...secret, HOLDFAST_RTC_HOST: "0.0.0.0" }, "HOLDFAST_RTC_ANNOUNCED_ADDRESS: is needed"],
  [{ ...secret, HOLDFAST_RTC_HOST: "localhost" }, "HOLDFAST_RTC_HOST: must be addresses"],
  [{ ...secret, HOLDFAST_RTC_ANNOUNCED_ADDRESS: "a,,b" }, "HOLDFAST_RTC_ANNOUNCED_ADDRESS: must be one to eight"],
  [{ ...secret, HOLDFAST_SIGNALING_URLS: "ws://x" }, "HOLDFAST_SIGNALING_URLS: must be http:// or https:// URLs"],
  [
    { ...secret, HOLDFAST_SIGNALING_URLS: "http://x", HOLDFAST_CONTROL_HOST: "::" },
    "HOLDFAST_CONTROL_ANNOUNCED_URL: is needed",
  ],
  [{ ...secret, HOLDFAST_CONTROL_ANNOUNCED_URL: "x:7411" }, "HOLDFAST_CONTROL_ANNOUNCED_URL: must be a ws://"],
  [{ ...secret, HOLDFAST_RTC_PORT: "65535", HOLDFAST_WORKERS: "2" }, "HOLDFAST_RTC_PORT: leaves no ports"],
  [{ ...secret, HOLDFAST_WORKER: "2" }, "did you mean HOLDFAST_WORKERS?"],
] as [Record<string, string>, string][])("%j: %s", (env, problem) => {
  expect(problemsOf(env)).toContain(problem);
});
