// Starts what tests start, and waits to be killed: a program for killed-runner.test.ts.

import { once } from "node:events";
import { launchBrowser } from "../browser.ts";
import { startCluster } from "../cluster.ts";
import { PeoplesMachine, SwitchedNetwork } from "../network.ts";
import { RedisServer } from "../redis-server.ts";

const { machine } = new PeoplesMachine(1);
new SwitchedNetwork().addMachine();
const redis = await RedisServer.start();
const [cluster, { openPage }] = await Promise.all([startCluster({ nodes: 2, redisUrl: redis.url }), launchBrowser()]);
await Promise.all([openPage(cluster.url), launchBrowser({ machine })]);
// A process that hangs ends by nothing else than SIGKILL.
cluster.node("node-1").hang();
for (const pid of machine.processes()) process.kill(pid, "SIGSTOP");
process.stdout.write("ready\n");
await once(process, "never");
