import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Server } from "node:net";

/** Below the range that the kernel hands out by itself (net.ipv4.ip_local_port_range), so that nothing takes them between. */
const firstPort = 15_000;
const lastPort = 31_000;

/**
 * So many ports in a row that are free now on 127.0.0.1, for TCP and for UDP. No other process is given them for as long as
 * this one lives: what is to listen there may take seconds to begin, or begin anew.
 */
export async function freePorts(count: number): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = firstPort + Math.floor(Math.random() * (lastPort - firstPort - count));
    const ports = Array.from({ length: count }, (_, offset) => first + offset);
    const claims = await Promise.all(ports.map(claim));
    const free = claims.every(Boolean) && (await Promise.all(ports.map(isFree))).every(Boolean);
    if (free) return first;
    for (const held of claims) held?.close();
  }
  throw new Error(`no ${count} free ports in a row between ${firstPort} and ${lastPort}`);
}

/** A name that one process can have at a time, and that is free when it ends: an abstract socket (unix(7)). */
async function claim(port: number): Promise<Server | undefined> {
  const server = createServer().unref();
  try {
    server.listen(`\0holdfast-test-port-${port}`);
    await once(server, "listening");
    return server;
  } catch {
    return undefined;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const socket = createSocket("udp4");
  try {
    server.listen(port, "127.0.0.1");
    socket.bind(port, "127.0.0.1");
    await Promise.all([once(server, "listening"), once(socket, "listening")]);
    return true;
  } catch {
    return false;
  } finally {
    server.close();
    socket.close();
  }
}
