import { Option } from "commander";
import { CommandError } from "./failure.ts";

/** The first pair of HOLDFAST_API_KEYS serves, so that a machine that runs signaling needs no flag. */
export const apiKeyOption = (): Option =>
  new Option(
    "--key <key:secret>",
    "API key; the first of HOLDFAST_API_KEYS when it is not given (safer: others see a command's flags)",
  );

/** @throws CommandError */
export function readApiKey(flag: string | undefined): { key: string; secret: string } {
  const text = flag ?? process.env["HOLDFAST_API_KEYS"]?.split(",")[0]?.trim();
  if (text === undefined || text === "")
    throw new CommandError("no API key: set HOLDFAST_API_KEYS=key:secret, or pass --key key:secret.");
  const colon = text.indexOf(":");
  if (colon < 1 || colon === text.length - 1) throw new CommandError("an API key looks like key:secret.");
  return { key: text.slice(0, colon), secret: text.slice(colon + 1) };
}
