// A call of the SDK on a scripted server and fake media, for tests.

import { Call, type CallOptions } from "../call/call.ts";
import { consoleLogger } from "../sdk-logger.ts";
import type { RoomEvents } from "../room-events.ts";
import type { TokenSource } from "../connect-options.ts";
import type { ServerUrls } from "../signaling/signal-url.ts";
import { FakeMedia } from "./fake-media.ts";
import { ScriptedServer } from "./scripted-server.ts";

const quiet = { ...consoleLogger, warn: () => {} };
const calls: Call[] = [];

export async function closeCalls(): Promise<void> {
  for (const call of calls.splice(0)) await call.leave();
}

export function callLab(
  options: Partial<CallOptions> = {},
  urls: ServerUrls = "ws://test",
  token: TokenSource = "token",
) {
  const server = new ScriptedServer();
  const media = new FakeMedia();
  /** What the page was told: event, then ids. */
  const told: string[] = [];
  /** When media last came, by consumer id. */
  const flowing = new Map<string, number>();
  const listeners = new Map<string, (...args: never[]) => void>();
  const emit = (event: string, ...args: unknown[]): void => {
    told.push([event, ...args.map(nameOf)].join(" "));
    listeners.get(event)?.(...(args as never[]));
  };
  const call = new Call(
    urls,
    token,
    {
      logger: quiet,
      openSocket: server.openSocket,
      connections: media,
      reconnectPolicy: ({ attempt }) => (attempt > 20 ? undefined : 5),
      readMediaTime: ({ id }) => {
        const atMs = flowing.get(id);
        return atMs === undefined ? undefined : { atMs };
      },
      ...options,
    },
    emit,
  );
  calls.push(call);
  /** As a page does that listens to one event. */
  const on = <Name extends keyof RoomEvents>(event: Name, listener: (...args: RoomEvents[Name]) => void): void =>
    void listeners.set(event, listener as never);
  return { server, media, told, flowing, call, on };
}

function nameOf(arg: unknown): string {
  if (typeof arg !== "object" || arg === null) return String(arg);
  const { id, cause, code } = arg as Record<string, string>;
  return id ?? cause ?? code ?? "?";
}
