import type { Command } from "commander";
import pc from "picocolors";
import { type Check, type CheckResult, type CheckStatus, runChecks } from "../doctor/check.ts";
import { type ApiFlags, apiCommand, writeJson } from "../http-api.ts";
import { CommandError } from "../failure.ts";

const example = `
Looks at the machine that it runs on, by the configuration in its environment, and at the cluster behind --url.
Exit code 1 when something fails; a warning is no failure.

Example:
  HOLDFAST_CONFIG=/etc/holdfast.yaml holdfast doctor --url https://rtc.example.org`;

export function doctorCommand(): Command {
  return apiCommand("doctor")
    .description("check ports, media worker, Redis, clock, TLS, addresses and limits, and say what to do")
    .addHelpText("after", example)
    .action(run);
}

async function run(flags: ApiFlags): Promise<void> {
  if (URL.parse(flags.url) === null) throw new CommandError(`--url: "${flags.url}" is not a URL.`);
  const results = await runChecks(await allChecks(flags));
  if (flags.json) writeJson({ checks: results });
  else process.stdout.write(`${results.map(describe).join("\n")}\n`);
  process.exitCode = results.some(({ status }) => status === "fail") ? 1 : 0;
}

async function allChecks(flags: ApiFlags): Promise<Check[]> {
  const [{ readConfigurations }, machine, cluster, { mediaReach }] = await Promise.all([
    import("../doctor/configurations.ts"),
    import("../doctor/machine-checks.ts"),
    import("../doctor/cluster-checks.ts"),
    import("../doctor/media-reach.ts"),
  ]);
  const { signaling, sfu, findings } = readConfigurations(process.env);
  return [
    { name: "configuration", run: async () => findings },
    machine.mediaWorker,
    machine.signalingPort(signaling, flags.url),
    machine.nodePorts(sfu),
    machine.announcedAddress(sfu),
    machine.mediaTcp,
    machine.udpBuffers,
    machine.openFiles(signaling),
    cluster.redis(signaling),
    cluster.announcedTo(sfu),
    cluster.serverAnswers(flags.url),
    cluster.certificate(flags.url),
    cluster.clock(flags.url),
    cluster.nodesAreLive(flags),
    mediaReach(flags),
  ];
}

const marks: Record<CheckStatus, string> = {
  ok: pc.green("ok  "),
  warn: pc.yellow("warn"),
  fail: pc.red("FAIL"),
  skip: pc.dim("skip"),
};

const describe = ({ name, status, found, todo }: CheckResult): string =>
  [`${marks[status]} ${name.padEnd(17)} ${found}`, ...(todo ? [`${" ".repeat(23)}${todo}`] : [])].join("\n");
