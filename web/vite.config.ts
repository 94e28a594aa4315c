import { join } from "node:path";
import { defineConfig } from "vite";

/** `holdfast dev` (or any signaling replica) that `vite --config web/vite.config.ts` passes API calls on to. */
const server = process.env.HOLDFAST_WEB_PROXY ?? "http://127.0.0.1:7400";

const page = (file: string): string => join(import.meta.dirname, file);

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    rolldownOptions: { input: [page("index.html"), page("ops/index.html")] },
    // A content security policy of 'self' must hold: no inlined scripts, styles or images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/v1": { target: server, ws: true } } },
});
