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
  name: `${library}-only-in-${folder.replaceAll("/", "-")}`,
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
    {
      name: "acceptance-from-outside",
      comment:
        "nothing but the published SDK, the HTTP API, the command and real processes; the SDK's types are no code",
      severity: "error",
      from: { path: "^test/acceptance/" },
      to: {
        path: "^",
        pathNot: `^(test/(acceptance|harness)/|node_modules/(vitest|playwright-core|puppeteer-core)/)`,
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "harness-of-acceptance-from-outside",
      severity: "error",
      from: { path: "^test/harness/", pathNot: "^test/harness/headless|\\.test\\.ts$" },
      to: { path: `^(${Object.keys(rows).join("|")})/`, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "acceptance-with-browsers-only",
      comment: "the headless participants are made of the product's own parts",
      severity: "error",
      from: { path: "^test/acceptance/" },
      to: { path: "^test/harness/headless", reachable: true },
    },
    only("mediasoup", "sfu", "mediasoup's objects do not leave the node"),
    only("mediasoup-client", "client/connections", "what it exports for RTP capabilities serves the connections alone"),
    {
      name: "no-mediasoup-client-objects",
      comment: "its Device, Transport and handlers negotiate track by track, and hide what a spare path needs",
      severity: "error",
      from: { path: "^client/" },
      to: {
        path: "node_modules/mediasoup-client/lib/(?!ortc|handlers/ortc/|handlers/sdp/)",
        dependencyTypesNot: ["type-only"],
      },
    },
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
