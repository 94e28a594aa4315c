// Three things that mediasoup does, which a node does without:
//
// It copies parameters at every turn, six times for each consumer, with structuredClone, which writes them to bytes and
// reads these again: five times what it takes to go through the objects, and a seventh of a join.
//
// It keeps requests under way, transports, producers and consumers in Maps that live as long as a worker or a router: see
// proto/churn.ts for what that keeps alive.
//
// It writes each request to the worker by itself, and the worker wakes up for each: what is asked for in one tick goes out in
// one system call instead.

import { createRequire } from "node:module";
import type { Writable } from "node:stream";
import { ChurnMap } from "../proto/churn.ts";
import { plainCopy } from "./plain-copy.ts";
import { writeTogether } from "./write-together.ts";

type Constructor = new (...args: never[]) => object;
type ChannelArgs = [{ producerSocket?: Writable }?];

/** What keeps them, by module. Not exported by the package: its modules make them of each other's exports. */
const keepers = {
  Channel: "Channel",
  Router: "RouterImpl",
  WebRtcServer: "WebRtcServerImpl",
  WebRtcTransport: "WebRtcTransportImpl",
};

let quickened: boolean | undefined;

/**
 * Makes mediasoup copy with plainCopy, keep what comes and goes in ChurnMaps, and write to its workers once a tick; for all
 * of this process, once. False when this version of it is made in another way: then it goes on as it is.
 */
export function quickenMediasoup(): boolean {
  quickened ??= tryQuicken();
  return quickened;
}

function tryQuicken(): boolean {
  const require = createRequire(import.meta.url);
  const moduleOf = (name: string): Record<string, unknown> =>
    require(require.resolve("mediasoup").replace(/index\.js$/, `${name}.js`)) as Record<string, unknown>;
  try {
    const utils = moduleOf("utils");
    const made = Object.entries(keepers).map(([name, key]) => ({ exports: moduleOf(name), key }));
    if ([utils["clone"], ...made.map(({ exports, key }) => exports[key])].some((one) => typeof one !== "function"))
      return false;
    utils["clone"] = plainCopy;
    for (const { exports, key } of made) exports[key] = madeWithChurnMaps(exports[key] as Constructor);
    const channel = moduleOf("Channel");
    channel[keepers.Channel] = madeToWriteTogether(channel[keepers.Channel] as Constructor);
    return true;
  } catch {
    return false;
  }
}

/** The same class, of which each one writes to its worker once a tick. */
function madeToWriteTogether(made: Constructor): Constructor {
  return new Proxy(made, {
    construct(target, args, newTarget) {
      const [options] = args as unknown as ChannelArgs;
      if (options?.producerSocket) writeTogether(options.producerSocket);
      return Reflect.construct(target, args, newTarget) as object;
    },
  });
}

/** The same class; a Map that its constructor makes is a ChurnMap. Nothing else runs meanwhile. */
function madeWithChurnMaps(made: Constructor): Constructor {
  return new Proxy(made, {
    construct(target, args, newTarget) {
      const builtIn = globalThis.Map;
      globalThis.Map = ChurnMap as unknown as MapConstructor;
      try {
        return Reflect.construct(target, args, newTarget) as object;
      } finally {
        globalThis.Map = builtIn;
      }
    },
  });
}
