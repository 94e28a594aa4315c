// Whether a node's transport answers at one of the addresses that clients are told, as a browser would ask it first.

import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { bindingRequest, isBindingSuccess } from "../../base/stun.ts";
import type { TransportDescription } from "../../proto/model.ts";

type Candidate = NonNullable<TransportDescription["candidates"]>[number];

const timeoutMs = 3_000;
/** A datagram may be lost. */
const retransmitMs = 500;

/** Why there is no answer; undefined when there is one. Never rejects. */
export async function probeCandidate(
  { address, port, protocol }: Candidate,
  ice: NonNullable<TransportDescription["ice"]>,
): Promise<string | undefined> {
  const credentials = { username: `${ice.usernameFragment}:doctor`, password: ice.password ?? "" };
  const ask = protocol === "tcp" ? askByTcp : askByUdp;
  try {
    return (await ask(address ?? "", port ?? 0, bindingRequest(credentials))) ? undefined : "another answer";
  } catch (error) {
    return (error as Error).name === "AbortError" ? "no answer" : (error as Error).message;
  }
}

async function askByUdp(address: string, port: number, request: Buffer): Promise<boolean> {
  const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
  const send = (): void => socket.send(request, port, address);
  const again = setInterval(send, retransmitMs);
  try {
    const answered = once(socket, "message", { signal: AbortSignal.timeout(timeoutMs) });
    send();
    const [answer] = (await answered) as [Buffer];
    return isBindingSuccess(answer, request);
  } finally {
    clearInterval(again);
    socket.close();
  }
}

async function askByTcp(address: string, port: number, request: Buffer): Promise<boolean> {
  const socket = connect(port, address);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    await once(socket, "connect", { signal });
    const frameLength = Buffer.alloc(2); // RFC 4571
    frameLength.writeUInt16BE(request.byteLength);
    socket.write(Buffer.concat([frameLength, request]));
    const [answer] = (await once(socket, "data", { signal })) as [Buffer];
    return isBindingSuccess(answer.subarray(2), request);
  } finally {
    socket.destroy();
  }
}
