import { roomNameFrom } from "./friendly-names.ts";

export interface DevToken {
  token: string;
  identity: string;
}

/** A token from a server in dev mode. @throws Error with words for people. */
export async function fetchDevToken(wish: { room: string; name: string; identity?: string }): Promise<DevToken> {
  const response = await fetch("/v1/dev/tokens", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...wish, room: roomNameFrom(wish.room) }),
  });
  const reply = (await response.json().catch(() => ({}))) as Partial<DevToken> & { message?: string };
  if (!response.ok || reply.token === undefined || reply.identity === undefined) {
    throw new Error(reply.message ?? `The server did not give out a token (HTTP ${response.status}).`);
  }
  return { token: reply.token, identity: reply.identity };
}
