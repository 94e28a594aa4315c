// What `holdfast doctor` finds out: each check says how it stands, and when it does not stand well, what to do.

export type CheckStatus = "ok" | "warn" | "fail" | "skip";

export interface CheckResult {
  name: string;
  status: CheckStatus;
  /** What was found. */
  found: string;
  /** What to do; empty when there is nothing to do. */
  todo: string;
}

export type Finding = Omit<CheckResult, "name">;

export const ok = (found: string): Finding => ({ status: "ok", found, todo: "" });
export const warn = (found: string, todo: string): Finding => ({ status: "warn", found, todo });
export const fail = (found: string, todo: string): Finding => ({ status: "fail", found, todo });
export const skip = (found: string): Finding => ({ status: "skip", found, todo: "" });

export interface Check {
  name: string;
  run(): Promise<Finding | readonly Finding[]>;
}

const limitMs = 15_000;

/** A check that throws, or does not end, has failed; the others run all the same. */
export async function runChecks(checks: readonly Check[]): Promise<CheckResult[]> {
  const results = await Promise.all(
    checks.map(async ({ name, run }) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Finding>((resolve) => {
        timer = setTimeout(
          () => resolve(fail(`no result within ${limitMs / 1_000} s`, "Look at what it waits for.")),
          limitMs,
        );
      });
      const findings = await Promise.race([run(), late])
        .catch((thrown: unknown) => fail((thrown as Error).message, "See the message."))
        .finally(() => clearTimeout(timer));
      return [findings].flat().map((finding) => ({ name, ...finding }));
    }),
  );
  return results.flat();
}
