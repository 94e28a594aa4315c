import { HoldfastError } from "../../proto/errors.ts";

/** One server, or several of one cluster: any of them serves. */
export type ServerUrls = string | URL | readonly (string | URL)[];

/** @throws HoldfastError bad_request */
export function signalUrls(given: ServerUrls): string[] {
  const urls: unknown[] = Array.isArray(given) ? given : [given];
  if (urls.length === 0) throw new HoldfastError("bad_request", "give at least one URL of a server");
  return urls.map(signalUrl);
}

/** ws://host, http://host, with or without a path prefix or /v1/signal -> the WebSocket's URL. */
export function signalUrl(given: unknown): string {
  let url: URL;
  try {
    url = new URL(given as string | URL);
  } catch (cause) {
    throw new HoldfastError("bad_request", `"${String(given)}" is no URL of a server, such as wss://meet.example`, {
      cause,
    });
  }
  const secure = url.protocol === "https:" || url.protocol === "wss:";
  if (!secure && url.protocol !== "http:" && url.protocol !== "ws:") {
    throw new HoldfastError("bad_request", `"${url.href}" does not begin with ws:, wss:, http: or https:`);
  }
  const path = url.pathname.replace(/\/+$/, "");
  const full = path.endsWith("/v1/signal") ? path : `${path}/v1/signal`;
  return `${secure ? "wss" : "ws"}://${url.host}${full}`;
}
