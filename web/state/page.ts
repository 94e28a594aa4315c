// Where the page is, and the steps from one place to the next.

import { signal } from "@preact/signals";
import { HoldfastError, Room } from "../../client/index.ts";
import { Call } from "../call/call.ts";
import { devServer } from "../dev-panel/dev-server.ts";
import { camera, microphone, openWanted } from "../media/local-media.ts";
import { announce } from "../ui/announcer.tsx";
import { readAddress, roomLink, signalingUrl } from "./address.ts";
import { endingFor, type Ending } from "./cause-words.ts";
import { fetchDevToken } from "./dev-token.ts";
import { friendlyPersonName, friendlyRoomName, roomNameFrom } from "./friendly-names.ts";
import { readSetting, writeSetting } from "./settings.ts";
import { readTokenClaims } from "./token-claims.ts";

export type Page =
  | { kind: "lobby"; problem?: Ending }
  | { kind: "joining" }
  | { kind: "call"; call: Call }
  | { kind: "ended"; ending: Ending };

export const page = signal<Page>({ kind: "lobby" });
export const roomName = signal("");
export const displayName = signal("");
/** A join token from the address or pasted; empty when the server gives tokens out itself, in dev mode. */
export const invitation = signal("");

let identity: string | undefined;

/** Reads the address once, and takes a token out of it before anything else can see it. */
export function openPage(): void {
  const address = readAddress(location.href);
  if (address.cleaned !== undefined) history.replaceState(null, "", address.cleaned);
  roomName.value = address.room ?? friendlyRoomName(Math.random);
  displayName.value = readSetting("name") ?? "";
  if (address.token !== undefined) takeInvitation(address.token);
  addEventListener("pagehide", () => {
    if (page.value.kind === "call") void page.value.call.leave();
  });
}

export function takeInvitation(token: string): void {
  const claims = readTokenClaims(token);
  invitation.value = token.trim();
  if (claims?.room !== undefined) roomName.value = claims.room;
  if (claims?.name !== undefined && claims.name !== "") displayName.value = claims.name;
}

async function joinToken(): Promise<string> {
  if (invitation.value !== "") return invitation.value;
  const name = displayName.value.trim() || friendlyPersonName(Math.random);
  const given = await fetchDevToken({ room: roomName.value, name, ...(identity !== undefined && { identity }) });
  identity = given.identity;
  return given.token;
}

export async function join(): Promise<void> {
  if (page.value.kind === "joining" || page.value.kind === "call") return;
  if (invitation.value === "") roomName.value = roomNameFrom(roomName.value) || friendlyRoomName(Math.random);
  writeSetting("name", displayName.value.trim());
  page.value = { kind: "joining" };
  announce("Joining");
  try {
    const room = await Room.connect(signalingUrl(location.href), joinToken);
    if (invitation.value === "") history.replaceState(null, "", roomLink(location.href, roomName.value));
    const call = new Call(room, ended);
    // The call may have ended while it was being set up.
    if ((page.value as Page).kind === "joining") page.value = { kind: "call", call };
    announce(`You are in ${roomName.value}`);
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const problem = endingFor(error instanceof HoldfastError ? error.code : undefined, error.message);
    page.value = { kind: "lobby", problem };
    announce(`${problem.title}. ${problem.text}`);
  }
}

function ended(error: HoldfastError | undefined): void {
  camera.release();
  microphone.release();
  const ending = error === undefined ? endingFor("left") : endingFor(error.code, error.message);
  page.value = { kind: "ended", ending };
  announce(`${ending.title}. ${ending.text}`);
}

export async function rejoin(): Promise<void> {
  void openWanted();
  await join();
}

export function backToLobby(): void {
  page.value = { kind: "lobby" };
}

/** Whether joining needs an invitation that is not there yet. */
export function needsInvitation(): boolean {
  return devServer.value === "absent" && invitation.value === "";
}
