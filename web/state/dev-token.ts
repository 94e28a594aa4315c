import { problemText } from "./problem-text.ts";

export interface DevToken {
  token: string;
  identity: string;
}

/** A token from a server in dev mode. @throws Error with words for people. */
export async function fetchDevToken(wish: { room: string; name: string; identity?: string }): Promise<DevToken> {
  const response = await fetch("/v1/dev/tokens", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(wish),
  });
  if (!response.ok) throw new Error(await problemText(response));
  return (await response.json()) as DevToken;
}
