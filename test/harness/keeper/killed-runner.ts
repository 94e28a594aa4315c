// Starts what tests start, and waits to be killed: a program for killed-runner.test.ts.

import { once } from "node:events";
import { launchBrowser } from "../browser.ts";
import { startCluster } from "../cluster.ts";
import { RedisServer } from "../redis-server.ts";

const redis = await RedisServer.start();
const [cluster, { openPage }] = await Promise.all([startCluster({ nodes: 2, redisUrl: redis.url }), launchBrowser()]);
await openPage(cluster.url);
// A process that hangs ends by nothing else than SIGKILL.
cluster.node("node-1").hang();
process.stdout.write("ready\n");
await once(process, "never");
