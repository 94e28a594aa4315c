export interface ShutdownOptions {
  /**
   * What SIGTERM waits for before `close`, for as long as it takes. Any further signal cuts it short; SIGINT passes over
   * it.
   */
  drain?: () => Promise<void>;
  /** How long `close` may take. */
  limitMs?: number;
}

/**
 * Ends the process in good order at the first SIGTERM or SIGINT, with exit code 0, or 1 when closing failed or took too
 * long. A signal while it closes ends it at once.
 *
 *   up --SIGTERM--> draining --(done, or any signal)--> closing --> exit
 *    `---------------SIGINT, or nothing to drain-----------^
 */
export function onShutdown(close: () => Promise<void>, { drain, limitMs = 10_000 }: ShutdownOptions = {}): void {
  let phase: "up" | "draining" | "closing" = "up";
  const end = (): void => {
    if (phase === "closing") return;
    phase = "closing";
    setTimeout(() => process.exit(1), limitMs).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  const onSignal = (signal: "SIGTERM" | "SIGINT"): void => {
    if (phase === "closing") process.exit(1);
    if (phase === "draining" || signal === "SIGINT" || !drain) return end();
    phase = "draining";
    drain().then(end, end);
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}
