// infra/kubernetes: every object by Kubernetes' own schemas, unknown fields included; what refers to what; and the
// configuration of each process as that process itself reads it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { sfuConfig, signalingConfig } from "../../cli/configuration.ts";
import { repoRoot } from "../harness/server-process.ts";
import { envFile, filledIn, infraDocuments, infraPath, infraText, infraYaml } from "./infra-files.ts";

interface EnvVar {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef?: { name: string; key: string }; fieldRef?: { fieldPath: string } };
}
interface Container {
  name: string;
  image: string;
  command?: string[];
  args?: string[];
  env?: EnvVar[];
  ports?: { name: string; containerPort: number; protocol?: string }[];
  [probe: `${string}Probe`]: { httpGet?: { path: string; port: string }; tcpSocket?: { port: string } };
}
interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  spec?: {
    selector?: { matchLabels?: Record<string, string> } & Record<string, unknown>;
    template?: {
      metadata: { labels: Record<string, string> };
      spec: { containers: Container[]; initContainers?: Container[]; terminationGracePeriodSeconds?: number };
    };
    scaleTargetRef?: { kind: string; name: string };
    metrics?: { type: string; external?: { metric: { name: string } } }[];
    ports?: { targetPort?: string }[];
  };
}

const kustomization = infraYaml("kubernetes/kustomization.yaml") as { resources: string[]; images: { name: string }[] };
const files = kustomization.resources;
const objects = files.flatMap((file) => infraDocuments(`kubernetes/${file}`) as KubeObject[]);
const find = (kind: string, name: string): KubeObject => {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
};
const workloads = objects.filter(({ kind }) => kind === "Deployment" || kind === "StatefulSet");
const containersOf = ({ spec }: KubeObject): Container[] => [
  ...(spec?.template?.spec.initContainers ?? []),
  ...(spec?.template?.spec.containers ?? []),
];
const secrets = filledIn(envFile("kubernetes/secrets.example.env"));

/** The environment as the pod would have it. */
function environment({ env = [] }: Container): Record<string, string> {
  const fields: Record<string, string> = {
    "metadata.name": "sfu-0",
    "status.hostIP": "10.0.0.5",
    "spec.nodeName": "m1",
  };
  const plain = Object.fromEntries(
    env.map(({ name, value, valueFrom }) => [
      name,
      value ?? secrets[valueFrom?.secretKeyRef?.key ?? ""] ?? fields[valueFrom?.fieldRef?.fieldPath ?? ""] ?? "",
    ]),
  );
  // $(NAME) stands for a variable before it.
  const expand = (text: string): string => text.replaceAll(/\$\((\w+)\)/g, (_all, name: string) => plain[name] ?? "");
  return Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, expand(value)]));
}

describe("the manifests", () => {
  it("are all in the kustomization, but for the values of another chart", () => {
    const there = readdirSync(infraPath("kubernetes")).filter((name) => name.endsWith(".yaml"));
    expect([...files, "kustomization.yaml", "prometheus-adapter.yaml"].toSorted()).toEqual(there.toSorted());
  });

  it("hold nothing that Kubernetes' types do not know", () => {
    const typed = objects.map((object, index) => {
      const [group, version] = object.apiVersion.includes("/") ? object.apiVersion.split("/") : ["", object.apiVersion];
      const module = ["kubernetes-models", group, version, object.kind].filter(Boolean).join("/");
      return `import type { I${object.kind} as Kind${index} } from "${module}";\nconst object${index} = ${JSON.stringify(object)} satisfies Kind${index};`;
    });
    expect(typeErrors(typed.join("\n"))).toEqual([]);
  });

  it("are checked by something that notices", () => {
    const wrong = `import type { IService } from "kubernetes-models/v1/Service";
      const object = { apiVersion: "v1", kind: "Service", spec: { selektor: {} } } satisfies IService;`;
    expect(typeErrors(wrong).join()).toContain("selektor");
  });

  it.each(workloads.map((object) => [object.metadata.name, object] as const))(
    "%s selects its own pods, runs unprivileged, and has probes on ports that it has",
    (_name, object) => {
      expect(object.spec?.template?.metadata.labels).toMatchObject(object.spec?.selector?.matchLabels ?? { none: "" });
      for (const container of containersOf(object)) {
        expect(container).toMatchObject({
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
        });
        const ports = (container.ports ?? []).map(({ name }) => name);
        for (const [key, probe] of Object.entries(container)) {
          const { httpGet, tcpSocket } = (key.endsWith("Probe") ? probe : {}) as Container[`${string}Probe`];
          const port = (httpGet ?? tcpSocket)?.port;
          if (port !== undefined) expect(ports).toContain(port);
          if (httpGet) expect(["/healthz", "/readyz"]).toContain(httpGet.path);
        }
        if (container.image === "holdfast") continue;
        expect(container.image).toMatch(/:[\w.-]+$/);
      }
    },
  );

  it.each(
    objects.filter(({ kind }) => kind === "PodDisruptionBudget" || kind === "NetworkPolicy" || kind === "Service"),
  )("$kind $metadata.name is about pods that there are", ({ spec }) => {
    const { matchLabels, ...labels } = (spec?.selector ??
      (spec as { podSelector?: object } | undefined)?.podSelector ??
      {}) as {
      matchLabels?: Record<string, string>;
    };
    const wanted = matchLabels ?? labels;
    expect(Object.keys(wanted)).not.toEqual([]);
    const chosen = workloads.filter((workload) =>
      Object.entries(wanted).every(([key, value]) => workload.spec?.template?.metadata.labels[key] === value),
    );
    expect(chosen).toHaveLength(1);
  });

  it("take only secrets that the example has", () => {
    const wanted = workloads
      .flatMap(containersOf)
      .flatMap(({ env = [] }) => env.map(({ valueFrom }) => valueFrom?.secretKeyRef));
    for (const reference of wanted) if (reference) expect(Object.keys(secrets)).toContain(reference.key);
  });

  it("let in what people and backends need, and not who asks for /metrics", () => {
    const { rules } = find("Ingress", "signaling").spec as unknown as {
      rules: { http: { paths: { path: string; pathType: string }[] } }[];
    };
    const passes = (asked: string): boolean =>
      rules[0]!.http.paths.some(({ path, pathType }) =>
        pathType === "Exact" ? asked === path : asked === path || asked.startsWith(`${path}/`),
      );
    for (const path of ["/", "/ops", "/ops/", "/assets/a.js", "/favicon.svg", "/sdk/holdfast-client.js", "/v1/signal"])
      expect(passes(path), path).toBe(true);
    expect(["/metrics", "/metrics/", "/healthz"].filter(passes)).toEqual([]);
  });

  it("scale nodes on a metric that the adapter makes", () => {
    const adapter = infraYaml("kubernetes/prometheus-adapter.yaml") as {
      rules: { external: { name: { as: string } }[] };
    };
    const { metrics, scaleTargetRef } = find("HorizontalPodAutoscaler", "sfu").spec!;
    expect(metrics?.map(({ external }) => external?.metric.name)).toEqual(
      adapter.rules.external.map(({ name }) => name.as),
    );
    expect(() => find(scaleTargetRef!.kind, scaleTargetRef!.name)).not.toThrow();
  });
});

describe("the processes in them", () => {
  it("signaling takes its configuration", () => {
    const [container] = containersOf(find("Deployment", "signaling"));
    expect(container!.args).toEqual(["signaling"]);
    const config = signalingConfig(environment(container!));
    expect(config.httpPort).toBe(container!.ports![0]!.containerPort);
    expect(config.redisUrl).toMatchObject({ password: secrets["REDIS_PASSWORD"] });
  });

  it("a node takes its configuration, the file of its init container included, and opens its media ports", () => {
    const [address, container] = containersOf(find("StatefulSet", "sfu"));
    const file = environment(container!)["HOLDFAST_CONFIG"]!;
    expect(address!.command).toEqual(["node", "/holdfast/infra/kubernetes/node-address.mjs", file]);
    expect(container!.args).toEqual(["sfu"]);
    const { HOLDFAST_CONFIG: _, ...env } = environment(container!);
    const config = sfuConfig({ ...env, HOLDFAST_RTC_ANNOUNCED_ADDRESS: "203.0.113.5" });
    expect(config).toMatchObject({ nodeId: "sfu-0", rtcHost: ["10.0.0.5"], controlHost: "10.0.0.5" });
    // It announces itself to a service that there is, on that service's port.
    expect(config.signalingUrls).toEqual(["http://signaling"]);
    expect(find("Service", "signaling").spec?.ports).toMatchObject([{ port: 80 }]);
    const wanted = Array.from({ length: config.workers }, (_, slot) => config.rtcPort + slot);
    for (const protocol of ["UDP", undefined]) {
      const open = container!.ports!.filter((port) => port.name.startsWith("rtc") && port.protocol === protocol);
      expect(open.map(({ containerPort }) => containerPort)).toEqual(wanted);
    }
  });

  it("the example's secrets do not start anything before they are made", () => {
    expect(infraText("kubernetes/secrets.example.env")).not.toMatch(/[0-9a-f]{16}/);
    const [container] = containersOf(find("Deployment", "signaling"));
    const env = { ...environment(container!), ...envFile("kubernetes/secrets.example.env") };
    expect(() => signalingConfig(env)).toThrow(/HOLDFAST_CLUSTER_SECRET/);
  });
});

describe("node-address.mjs", () => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-address-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function run(
    addresses: object[] | undefined,
    labels: Record<string, string> = {},
  ): Promise<{ code: number; written: string }> {
    const api = createServer((request, response) => {
      const known = request.url === "/api/v1/nodes/m1" && request.headers.authorization === "Bearer token-1";
      response
        .writeHead(known && addresses ? 200 : 403)
        .end(JSON.stringify({ metadata: { labels }, status: { addresses } }));
    }).listen(0, "127.0.0.1");
    await once(api, "listening");
    mkdirSync(join(folder, "account"), { recursive: true });
    writeFileSync(join(folder, "account/token"), "token-1\n");
    const file = join(folder, "config.yaml");
    rmSync(file, { force: true });
    const child = spawn(process.execPath, [infraPath("kubernetes/node-address.mjs"), file], {
      env: {
        NODE_NAME: "m1",
        SERVICE_ACCOUNT_FOLDER: join(folder, "account"),
        KUBERNETES_API: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
      },
      stdio: "ignore",
    });
    const [code] = (await once(child, "exit")) as [number];
    api.close();
    return { code, written: code === 0 ? readFileSync(file, "utf8") : "" };
  }

  it.each([
    [
      [
        { type: "InternalIP", address: "10.0.0.5" },
        { type: "ExternalIP", address: "203.0.113.5" },
      ],
      "203.0.113.5",
    ],
    [
      [
        { type: "Hostname", address: "m1" },
        { type: "InternalIP", address: "10.0.0.5" },
      ],
      "10.0.0.5",
    ],
  ])("writes the best address as a node's configuration (%#)", async (addresses, expected) => {
    const { code, written } = await run(addresses);
    expect(code).toBe(0);
    expect(JSON.parse(written)).toEqual({ rtcAnnouncedAddress: expected });
    const env = { HOLDFAST_CONFIG: join(folder, "config.yaml"), HOLDFAST_CLUSTER_SECRET: "s".repeat(32) };
    expect(sfuConfig({ ...env, HOLDFAST_RTC_HOST: "0.0.0.0" }).rtcAnnouncedAddress).toEqual([expected]);
  });

  it("tells the region that the machine is labelled with", async () => {
    const addresses = [{ type: "InternalIP", address: "10.0.0.5" }];
    const { written } = await run(addresses, { "topology.kubernetes.io/region": "eu-west-1" });
    expect(JSON.parse(written)).toEqual({ rtcAnnouncedAddress: "10.0.0.5", region: "eu-west-1" });
    const env = { HOLDFAST_CONFIG: join(folder, "config.yaml"), HOLDFAST_CLUSTER_SECRET: "s".repeat(32) };
    expect(sfuConfig(env).region).toBe("eu-west-1");
  });

  it.each([[[]], [undefined]])("fails where there is none, or no permission (%#)", async (addresses) => {
    expect(await run(addresses)).toEqual({ code: 1, written: "" });
  });
});

/** What TypeScript says of the text, as a file of this repository. */
function typeErrors(text: string): string[] {
  const file = join(repoRoot, "test/infra/manifests.generated.ts");
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2024,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? text : readFile(name));
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, text, version) : getSourceFile(name, version);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}
