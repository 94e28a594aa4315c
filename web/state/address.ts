// What the page's address says: the room, and in production the token.

import { roomNameFrom } from "./friendly-names.ts";

export interface Address {
  room?: string;
  /** From the fragment, which browsers never send to a server. */
  token?: string;
  /** The address to show instead: without the token. Absent when it may stay. */
  cleaned?: string;
}

/** Room from `?room=`, or from a fragment that is one (`/#quiet-harbour-42`); token from `#token=...`. */
export function readAddress(href: string): Address {
  const url = new URL(href);
  const fragment = url.hash.slice(1);
  const fields = fragment.includes("=") ? new URLSearchParams(fragment) : new URLSearchParams();
  const named = url.searchParams.get("room") ?? fields.get("room") ?? (fragment.includes("=") ? "" : decoded(fragment));
  const address: Address = {};
  const room = roomNameFrom(named);
  if (room !== "") address.room = room;
  const token = fields.get("token");
  if (token !== null) {
    if (token !== "") address.token = token;
    fields.delete("token");
    url.hash = fields.toString();
    address.cleaned = url.href.replace(/#$/, "");
  }
  return address;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address that brings others to the room. */
export function roomLink(href: string, room: string): string {
  const url = new URL(href);
  url.search = "";
  url.hash = "";
  url.searchParams.set("room", room);
  return url.href;
}

/** Where the SDK connects: the page's own server. */
export function signalingUrl(href: string): string {
  const url = new URL(href);
  return `${url.protocol === "https:" ? "wss:" : "ws:"}//${url.host}`;
}
