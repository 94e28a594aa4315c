// One set-up at a time for each user of a machine.
//
// The lock is a listening socket in Linux's abstract namespace. The kernel takes it away with the process that holds
// it, however that process ends, so there is no stale lock to recognize; and whoever waits is told by the connection
// closing, without polling.
import { connect, createServer } from "node:net";

const SETUP_LOCK = `\0holdfast-setup-${process.getuid?.() ?? 0}`;

function tryListen(name) {
  return new Promise((resolve, reject) => {
    const connections = new Set();
    const server = createServer((connection) => {
      connections.add(connection);
      connection.on("error", () => {});
      connection.on("close", () => connections.delete(connection));
      connection.write(`${process.pid}\n`);
    });
    server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(undefined) : reject(error)));
    server.listen(name, () => {
      server.unref();
      resolve(() => {
        server.close();
        for (const connection of connections) connection.destroy();
      });
    });
  });
}

function waitForHolder(name, onWaiting) {
  return new Promise((resolve) => {
    const connection = connect(name);
    connection.once("data", (data) => onWaiting(Number.parseInt(String(data), 10)));
    connection.on("error", () => {});
    connection.once("close", () => setTimeout(resolve, 20));
  });
}

/**
 * @param {(holderPid: number) => void} onWaiting called when another set-up has to end first
 * @returns {Promise<() => void>} releases the lock
 */
export async function takeLock(onWaiting, name = SETUP_LOCK) {
  for (;;) {
    const release = await tryListen(name);
    if (release) return release;
    await waitForHolder(name, onWaiting);
  }
}
