// Where things are kept that outlive a clone: the media worker costs a minute to build and depends on no checkout.
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** `$XDG_CACHE_HOME/holdfast`, or `~/.cache/holdfast`. A relative XDG_CACHE_HOME is ignored, as its specification says. */
export function cacheFolder(env = process.env, home = homedir()) {
  const base = env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : join(home, ".cache");
  return join(base, "holdfast");
}

/** The folder of one worker: the same version built by another recipe, or for other libraries, is another worker. */
export function workerFolder({ cache, version, platform, arch, recipe }) {
  return join(cache, "mediasoup-worker", `${version}-${platform}-${arch}-${recipe}`);
}
