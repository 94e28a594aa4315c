// The layering: a folder imports only what stands in its row.
const rows = {
  proto: [],
  base: [],
  signaling: ["proto", "base"],
  sfu: ["proto", "base"],
  client: ["proto"],
  web: ["client", "proto"],
  cli: ["proto", "base", "signaling", "sfu", "client", "web", "test"],
  examples: ["client"],
};
const tops = [...Object.keys(rows), "test", "infra"];
const only = (library, folder, why) => ({
  name: `${library}-only-in-${folder}`,
  comment: why,
  severity: "error",
  from: { pathNot: `^(${folder}|test)/` },
  to: { path: `node_modules/${library}/` },
});

module.exports = {
  forbidden: [
    ...Object.entries(rows).map(([folder, allowed]) => ({
      name: `${folder}-imports-its-row`,
      severity: "error",
      from: { path: `^${folder}/`, pathNot: "\\.test\\.ts$" },
      to: { path: `^(${tops.filter((top) => top !== folder && !allowed.includes(top)).join("|")})/` },
    })),
    only("mediasoup", "sfu", "mediasoup's objects do not leave the node"),
    only("mediasoup-client", "client", "and its client's not the SDK"),
    {
      name: "one-redis-file",
      severity: "error",
      from: { pathNot: "^(signaling/store/redis-store\\.ts|test/)" },
      to: { path: "node_modules/@redis/" },
    },
    {
      name: "no-node-in-browsers",
      severity: "error",
      from: { path: "^(client|web)/", pathNot: "(vite\\.config|\\.test)\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-development-packages",
      comment: "what runs in production is installed without them",
      severity: "error",
      from: {
        path: "^(proto|base|signaling|sfu|cli|client|web)/",
        pathNot: "(\\.test\\.ts|\\.d\\.ts|vite\\.config\\.ts|/generate[^/]*|/testing/.*)$",
      },
      to: { dependencyTypes: ["npm-dev"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: { pathNot: "^node_modules" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-cycles-of-types",
      severity: "error",
      from: { path: "^sfu/" },
      to: { circular: true },
    },
    {
      name: "generated-code-imports-nothing-of-ours",
      severity: "error",
      from: { path: "^proto/generated/" },
      to: { path: "^(?!proto/|node_modules/)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|coverage)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
