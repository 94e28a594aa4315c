// infra/compose: the compose specification's schema, variables, and the configuration of each process as that process
// itself reads it.

import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { sfuConfig, signalingConfig } from "../../cli/configuration.ts";
import { iceServers } from "../../signaling/turn.ts";
import { ServerProcess } from "../harness/server-process.ts";
import { freePorts } from "../harness/free-ports.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentOf, rawCompose, readCompose } from "./compose-file.ts";
import { envFile, infraPath, infraText } from "./infra-files.ts";

const text = infraText("compose/compose.yaml");
const raw = rawCompose();
const compose = readCompose();
const nodes = Object.entries(compose.services).filter(([, { command }]) => command?.[0] === "sfu");

describe("compose.yaml", () => {
  it("is one by the compose specification's own schema", () => {
    const schema = JSON.parse(readFileSync(new URL("schemas/compose-spec.json", import.meta.url), "utf8")) as object;
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile({
      ...schema,
      $schema: undefined,
    });
    expect(validate(raw) ? [] : validate.errors).toEqual([]);
  });

  it("uses the variables of example.env, all of them and no others", () => {
    const used = new Set([...text.matchAll(/\$\{(\w+):\?\}/g)].map(([, name]) => name!));
    expect([...used].toSorted()).toEqual(Object.keys(envFile("compose/example.env")).toSorted());
  });

  it("will not start with secrets that nobody has made", () => {
    const open = Object.entries(envFile("compose/example.env")).filter(([, value]) => value === "");
    expect(open.map(([name]) => name)).toEqual([
      "CLUSTER_SECRET",
      "API_KEYS",
      "TURN_SECRET",
      "REDIS_PASSWORD",
      "GRAFANA_PASSWORD",
    ]);
    // `:?` refuses an empty one.
    for (const [name] of open) expect(text.replaceAll(`\${${name}:?}`, "")).not.toContain(`\${${name}`);
  });

  it("names only volumes, networks and files that there are", () => {
    for (const [name, { volumes = [], networks = [] }] of Object.entries(compose.services)) {
      for (const network of networks) expect(Object.keys(compose.networks), name).toContain(network);
      for (const volume of volumes) {
        const [source = ""] = volume.split(":");
        if (source.startsWith("."))
          expect(() => readFileSync(infraPath(join("compose", source))), volume).not.toThrow();
        else expect(Object.keys(compose.volumes), volume).toContain(source);
      }
    }
  });
});

describe("the processes in it", () => {
  it("are two replicas and three nodes", () => {
    expect(raw.services["signaling"]).toMatchObject({ command: ["signaling"], deploy: { replicas: 2 } });
    expect(nodes.map(([name]) => name)).toEqual(["node-1", "node-2", "node-3"]);
  });

  it("signaling takes its configuration, and knows each node", () => {
    const config = signalingConfig(environmentOf(compose.services["signaling"]!));
    expect(config.nodes).toEqual(nodes.map(([name]) => `ws://${name}:7411`));
    expect(config).toMatchObject({ httpHost: "0.0.0.0", trustedProxyHops: 1 });
  });

  it.each(nodes)("%s takes its configuration, and its media ports are open under the same numbers", (name, service) => {
    const config = sfuConfig(environmentOf(service));
    expect(config).toMatchObject({ nodeId: name, controlPort: 7411 });
    const last = config.rtcPort + config.workers - 1;
    const range = `${config.rtcPort}-${last}:${config.rtcPort}-${last}`;
    expect(service.ports).toEqual([`${range}/udp`, `${range}/tcp`]);
  });

  it("no two nodes have a port or an id in common", () => {
    const ports = nodes.flatMap(([, service]) => service.ports ?? []);
    expect(new Set(ports).size).toBe(ports.length);
  });

  it("Caddy passes on to signaling's port, and keeps metrics inside", () => {
    const { httpPort } = signalingConfig(environmentOf(compose.services["signaling"]!));
    const caddyfile = infraText("compose/Caddyfile");
    expect(caddyfile).toContain(`dynamic a signaling ${httpPort} {`);
    expect(caddyfile).toContain("respond /metrics 404");
    const names = [...caddyfile.matchAll(/\{\$(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(compose.services["caddy"]!.environment ?? {})).toEqual(names);
  });
});

describe("the TURN server in it", () => {
  const lines = compose.configs["turnserver"]!.content.split("\n").filter(
    (line) => line !== "" && !line.startsWith("#"),
  );
  const value = (name: string) => lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);

  it("listens where the replicas send clients, with the secret that they sign with", () => {
    const { turnUrls, turnSecret, turnCredentialTtlMs } = signalingConfig(
      environmentOf(compose.services["signaling"]!),
    );
    const ports = turnUrls.map((url) => /:(\d+)\?/.exec(url)?.[1]);
    expect(ports).toEqual([value("listening-port"), value("tls-listening-port")]);
    expect(value("static-auth-secret")).toBe(turnSecret);
    expect(lines).toContain("use-auth-secret");
    expect(
      iceServers({ urls: turnUrls, secret: turnSecret, credentialTtlMs: turnCredentialTtlMs }, "se_1", 0),
    ).toHaveLength(1);
  });

  it("is taken by the real coturn, which knows every option", async () => {
    const folder = mkdtempSync(join(tmpdir(), "holdfast-coturn-"));
    const port = await freePorts(2);
    // The machine has neither the public address nor the certificate.
    const here = [
      ...lines.filter((line) => !/^(listening-port|tls-listening-port|external-ip|cert|pkey)=/.test(line)),
      `listening-port=${port}`,
      "listening-ip=127.0.0.1",
      "relay-ip=127.0.0.1",
      "no-tls",
      "no-dtls",
      `pidfile=${join(folder, "pid")}`,
      `userdb=${join(folder, "db")}`,
    ];
    writeFileSync(join(folder, "turnserver.conf"), `${here.join("\n")}\n`);
    const turn = new ServerProcess({
      name: "turnserver",
      program: "turnserver",
      args: ["-c", join(folder, "turnserver.conf")],
      env: {},
    });
    try {
      await waitUntil("coturn runs", () =>
        turn.log().some((line) => line.includes("Total General servers")) ? ready(undefined) : notReady(turn.logTail()),
      );
      expect(turn.log().filter((line) => /bad configuration|unknown|unrecognized|error/i.test(line))).toEqual([]);
    } finally {
      await turn.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
