// What the page shows of a token. It is not verified here: the server does that.

export interface TokenClaims {
  room?: string;
  identity?: string;
  name?: string;
}

/** The claims of a JWT, or undefined when the text is not one. */
export function readTokenClaims(token: string): TokenClaims | undefined {
  const payload = token.trim().split(".")[1];
  if (payload === undefined || token.trim().split(".").length !== 3) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
      letter.charCodeAt(0),
    );
    return claimsFrom(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

function claimsFrom(payload: unknown): TokenClaims | undefined {
  if (typeof payload !== "object" || payload === null) return undefined;
  const fields = payload as Record<string, unknown>;
  const claims: TokenClaims = {};
  if (typeof fields.room === "string") claims.room = fields.room;
  if (typeof fields.sub === "string") claims.identity = fields.sub;
  if (typeof fields.name === "string") claims.name = fields.name;
  return claims;
}
