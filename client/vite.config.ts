// Bundles the SDK with all it needs into one ES module: dist/holdfast-client.js, served as /sdk/holdfast-client.js.

import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  build: {
    target: "es2022",
    outDir: "dist",
    sourcemap: true,
    lib: { entry: "index.ts", formats: ["es"], fileName: () => "holdfast-client.js" },
  },
});
