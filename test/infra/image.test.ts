// infra/docker and infra/systemd. There is no Docker daemon where this runs: the Dockerfile is validated as text, and
// what it puts into the image is put into a folder, where both roles must then start.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { validate } from "dockerfile-utils";
import { afterAll, describe, expect, it } from "vitest";
import { sfuConfig, signalingConfig } from "../../cli/configuration.ts";
import { freePorts } from "../harness/free-ports.ts";
import { repoRoot, ServerProcess } from "../harness/server-process.ts";
import { notReady, ready, waitUntil } from "../harness/wait-until.ts";
import { envFile, filledIn, infraText } from "./infra-files.ts";

const dockerfile = infraText("docker/Dockerfile");
const instructions = dockerfile
  .replaceAll(/\\\n/g, " ")
  .split("\n")
  .filter((line) => /^[A-Z]+ /.test(line));
const secondStage = instructions.slice(instructions.findLastIndex((line) => line.startsWith("FROM ")));
/** Of `COPY source... target`, without flags. */
const copies = (lines: readonly string[], from: boolean): string[] =>
  lines
    .filter((line) => line.startsWith("COPY ") && line.includes("--from=build") === from)
    .flatMap((line) =>
      line
        .split(/\s+/)
        .slice(1)
        .filter((word) => !word.startsWith("--"))
        .slice(0, -1),
    );

const scratch = mkdtempSync(join(tmpdir(), "holdfast-image-"));
afterAll(() => rmSync(scratch, { recursive: true }));

describe("the Dockerfile", () => {
  it("is valid", () => {
    expect(validate(dockerfile)).toEqual([]);
  });

  it("copies only what the repository has and the context lets in", () => {
    const letIn = infraText("docker/Dockerfile.dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    for (const source of copies(instructions, false)) {
      expect(existsSync(join(repoRoot, source)), source).toBe(true);
      expect(
        letIn.some((path) => source === path || source.startsWith(`${path}/`)),
        source,
      ).toBe(true);
    }
  });

  it("brings the libraries that the media worker loads, and ends unprivileged", () => {
    const [, list = ""] = /RUNTIME_PACKAGES = \[(.*)\]/.exec(infraText("worker/requirements.mjs")) ?? [];
    const libraries = [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name!);
    expect(libraries).not.toEqual([]);
    for (const library of libraries) expect(secondStage.join("\n")).toContain(` ${library}`);
    expect(secondStage.filter((line) => line.startsWith("USER "))).toEqual(["USER 1000:1000"]);
    expect(secondStage.filter((line) => line.startsWith("ENTRYPOINT "))).toEqual([
      'ENTRYPOINT ["node", "/holdfast/cli/holdfast.js"]',
    ]);
  });

  it("holds all that both roles need", async () => {
    const root = join(scratch, "holdfast");
    const sources = [...copies(secondStage, true), ...copies(secondStage, false)]
      .map((path) => path.replace(/^\/holdfast\//, ""))
      .filter((path) => !path.startsWith("/usr/"));
    for (const source of sources) {
      const target = join(root, source);
      mkdirSync(dirname(target), { recursive: true });
      // Development's packages are kept out by the layering check.
      if (source === "node_modules") symlinkSync(join(repoRoot, source), target);
      else cpSync(join(repoRoot, source), target, { recursive: true, filter: (path) => !path.endsWith(".test.ts") });
    }
    const port = await freePorts(3);
    const common = { HOLDFAST_CLUSTER_SECRET: "s".repeat(32), HOLDFAST_LOG_LEVEL: "info" };
    const start = (name: string, env: Record<string, string>) =>
      new ServerProcess({ name, args: [join(root, "cli/holdfast.js"), name], env: { ...common, ...env } });
    const processes = [
      start("sfu", { HOLDFAST_CONTROL_PORT: `${port}`, HOLDFAST_RTC_PORT: `${port + 1}`, HOLDFAST_WORKERS: "1" }),
      start("signaling", {
        HOLDFAST_API_KEYS: `a:${"s".repeat(32)}`,
        HOLDFAST_NODES: `ws://127.0.0.1:${port}`,
        HOLDFAST_HTTP_PORT: `${port + 2}`,
      }),
    ];
    const url = `http://127.0.0.1:${port + 2}`;
    try {
      await waitUntil("a call can be placed", async () => {
        const stopped = processes.find(({ running }) => !running);
        if (stopped) throw new Error(stopped.logTail());
        const reply = await fetch(`${url}/readyz`).catch(() => undefined);
        return reply?.ok ? ready(undefined) : notReady(processes.map((it) => it.logTail(5)).join("\n"));
      });
      for (const path of ["/", "/sdk/holdfast-client.js"]) expect((await fetch(url + path)).status, path).toBe(200);
    } finally {
      await Promise.all(processes.map((it) => it.stop()));
    }
  });
});

describe("systemd units", () => {
  const folder = join(repoRoot, "infra/systemd");
  const units = readdirSync(folder).filter((name) => name.endsWith(".service"));

  it.each(units)("%s is taken by systemd, and runs a command that there is", (unit) => {
    const text = infraText(`systemd/${unit}`);
    const [, script, command] = /^ExecStart=\/usr\/bin\/node \/opt\/holdfast\/(\S+) (\S+)$/m.exec(text) ?? [];
    expect(existsSync(join(repoRoot, script ?? ""))).toBe(true);
    expect(existsSync(join(repoRoot, `cli/commands/${command}.ts`))).toBe(true);
    const file = join(scratch, unit);
    writeFileSync(file, text.replace("/usr/bin/node", process.execPath));
    const { status, stdout, stderr, error } = spawnSync("systemd-analyze", ["verify", file], { encoding: "utf8" });
    if (error) throw error;
    expect(stdout + stderr).toBe("");
    expect(status).toBe(0);
  });

  it("have examples of their environment, which are taken once the secrets are made, and not before", () => {
    const readers = { "signaling.env": signalingConfig, "sfu.env": sfuConfig };
    for (const [name, read] of Object.entries(readers)) {
      const env = envFile(`systemd/${name}.example`);
      expect(infraText(`systemd/holdfast-${name.split(".")[0]}.service`)).toContain(
        `EnvironmentFile=/etc/holdfast/${name}`,
      );
      expect(() => read(filledIn(env))).not.toThrow();
      expect(() => read(env)).toThrow(/HOLDFAST_CLUSTER_SECRET/);
    }
  });
});
