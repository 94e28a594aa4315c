import { createServer, type Server } from "node:net";
import { isRunning } from "./is-running.ts";
import { afterEach, expect, test } from "vitest";
import { ConfigError } from "../../base/config.ts";
import { startNode } from "../../sfu/main.ts";
import { attachSession } from "./test-media.ts";
import { clusterSecret, startTestNode, testConfig, testLog } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";

let blocker: Server | undefined;
afterEach(() => blocker?.close());

async function occupy(port: number): Promise<void> {
  blocker = createServer();
  await new Promise<void>((resolve) => blocker!.listen(port, "127.0.0.1", resolve));
}

test("closing leaves no process behind, however often it is asked", async () => {
  const { node } = await startTestNode({ workers: 2 });
  const pids = node.workerPids;
  expect(pids.map(isRunning)).toEqual([true, true]);
  const replica = await TestReplica.connect(node.controlPort, clusterSecret);
  await replica.caller.request("attach", { room: "r", epoch: 1, cause: 1, sessions: [attachSession("s", "ann")] });
  await Promise.all([node.close(), node.close()]);
  await node.close();
  expect(pids.map(isRunning)).toEqual([false, false]);
  expect(await replica.closed).toBe(4413);
});

test("a stopped worker does not keep the node from closing", async () => {
  const { node } = await startTestNode();
  const [pid] = node.workerPids;
  process.kill(pid!, "SIGSTOP");
  await node.close();
  expect(isRunning(pid!)).toBe(false);
});

test("a control port that is taken is one clear error, and the workers are ended", async () => {
  const config = await testConfig();
  await occupy(config.controlPort);
  const error = await startNode(config, testLog).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ConfigError);
  expect((error as ConfigError).message).toMatch(`control port 127.0.0.1:${config.controlPort} cannot be used`);
});

test("a media port that is taken is one clear error", async () => {
  const config = await testConfig({ workers: 2 });
  await occupy(config.rtcPort + 1);
  await expect(startNode(config, testLog)).rejects.toThrow(`media port 127.0.0.1:${config.rtcPort + 1}`);
});
