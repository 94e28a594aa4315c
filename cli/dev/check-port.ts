import { once } from "node:events";
import { createServer } from "node:net";

/** @throws the system's own error (EADDRINUSE, EACCES) when nothing can listen there; said before anything else starts. */
export async function checkPort(host: string, port: number): Promise<void> {
  const server = createServer().listen(port, host);
  await once(server, "listening");
  server.close();
  await once(server, "close");
}
