// TURN servers and the credentials that clients get for them. Pure.

import { createHmac } from "node:crypto";
import type { wire } from "../proto/model.ts";

export interface TurnSettings {
  /** stun:, turn: and turns: URLs. */
  urls: readonly string[];
  /** Shared with the TURN servers. Undefined only without any of them. */
  secret: string | undefined;
  credentialTtlMs: number;
}

export const needsCredential = (url: string): boolean => /^turns?:/.test(url);

/**
 * What a client hands to its RTCPeerConnection. The user name is the time of expiry, and the password its HMAC under
 * the shared secret ("A REST API For Access To TURN Services", draft-uberti-behave-turn-rest-00), so that a TURN server
 * checks it without asking anybody: `use-auth-secret` in coturn.
 */
export function iceServers(
  { urls, secret, credentialTtlMs }: TurnSettings,
  user: string,
  nowMs: number,
): wire.IceServer.$Shape[] {
  const stun = urls.filter((url) => !needsCredential(url));
  const turn = urls.filter(needsCredential);
  const servers: wire.IceServer.$Shape[] = [];
  if (stun.length > 0) servers.push({ urls: stun });
  if (turn.length > 0 && secret !== undefined) {
    const username = `${Math.ceil((nowMs + credentialTtlMs) / 1_000)}:${user}`;
    const credential = createHmac("sha1", secret).update(username).digest("base64");
    servers.push({ urls: turn, username, credential, expiresInMs: credentialTtlMs });
  }
  return servers;
}
