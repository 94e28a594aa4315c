import { createSocket } from "node:dgram";
import { createServer } from "node:net";

/** The first of `count` neighbouring ports on 127.0.0.1 that are free for UDP and TCP at this moment. */
export async function freePorts(count: number): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = 20_000 + Math.floor(Math.random() * 30_000);
    const free = await Promise.all(Array.from({ length: count }, (_, i) => isFree(first + i)));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`no ${count} neighbouring free ports found`);
}

async function isFree(port: number): Promise<boolean> {
  const tcp = createServer();
  const udp = createSocket("udp4");
  const listening = [
    new Promise<boolean>((resolve) => tcp.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true))),
    new Promise<boolean>((resolve) => udp.once("error", () => resolve(false)).bind(port, "127.0.0.1", () => resolve(true))),
  ];
  const free = await Promise.all(listening);
  await new Promise<void>((resolve) => (tcp.listening ? tcp.close(() => resolve()) : resolve()));
  try {
    udp.close();
  } catch {
    // It never got bound.
  }
  return free.every(Boolean);
}
