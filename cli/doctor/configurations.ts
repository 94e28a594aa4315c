// Which processes this environment is for, and what is wrong with their configuration.

import { ConfigError } from "../../base/config.ts";
import type { SfuConfig } from "../../sfu/config.ts";
import type { SignalingConfig } from "../../signaling/config.ts";
import { sfuConfig, signalingConfig } from "../configuration.ts";
import { fail, type Finding, ok, skip } from "./check.ts";

export interface Configurations {
  signaling: SignalingConfig;
  sfu: SfuConfig;
  findings: Finding[];
}

/** Where nothing is configured, the defaults are what is looked at; the secrets that they lack are never used. */
const stand = {
  HOLDFAST_CLUSTER_SECRET: "-".repeat(32),
  HOLDFAST_API_KEYS: `doctor:${"-".repeat(32)}`,
  HOLDFAST_NODES: "ws://127.0.0.1:7411",
};

export function readConfigurations(env: NodeJS.ProcessEnv): Configurations {
  const signaling = readOne("signaling", signalingConfig, env, env["HOLDFAST_API_KEYS"]);
  const sfu = readOne("sfu", sfuConfig, env, env["HOLDFAST_CLUSTER_SECRET"]);
  return { signaling: signaling.config, sfu: sfu.config, findings: [...signaling.findings, ...sfu.findings] };
}

function readOne<Config>(
  name: string,
  read: (env: NodeJS.ProcessEnv) => Config,
  env: NodeJS.ProcessEnv,
  marker: string | undefined,
): { config: Config; findings: Finding[] } {
  try {
    if (marker !== undefined || env["HOLDFAST_CONFIG"] !== undefined)
      return { config: read(env), findings: [ok(`holdfast ${name}: no mistake in it`)] };
    const found = `holdfast ${name}: no configuration in this environment, so its defaults are looked at`;
    return { config: read({ ...stand, ...env }), findings: [skip(found)] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const todo = "See docs/configuration.md.";
    const findings = error.problems.map((problem) => fail(`holdfast ${name}: ${problem}`, todo));
    return { config: read(stand), findings };
  }
}
