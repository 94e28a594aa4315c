import { build } from "vite";

const bundles = new Map<string, Promise<string>>();

/** One script (a classic one, no imports left) out of a TypeScript file and all that it imports. Cached per process. */
export function bundlePage(entryFile: string): Promise<string> {
  const cached = bundles.get(entryFile);
  if (cached) return cached;
  const bundle = bundleOnce(entryFile);
  bundles.set(entryFile, bundle);
  return bundle;
}

async function bundleOnce(entryFile: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      minify: false,
      target: "esnext",
      lib: { entry: entryFile, formats: ["iife"], name: "bundle" },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  for (const output of outputs) {
    if (!("output" in output)) continue;
    for (const chunk of output.output) if (chunk.type === "chunk") return chunk.code;
  }
  throw new Error(`vite made nothing of ${entryFile}`);
}
