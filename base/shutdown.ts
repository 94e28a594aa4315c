/**
 * Runs `close` on the first SIGTERM or SIGINT and exits with 0 (1 when closing failed or took more than `limitMs`);
 * a second signal exits at once.
 */
export function onShutdown(close: (signal: string) => Promise<void>, { limitMs = 10_000 } = {}): void {
  let closing = false;
  const onSignal = (signal: string): void => {
    if (closing) process.exit(1);
    closing = true;
    setTimeout(() => process.exit(1), limitMs).unref();
    void close(signal).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", () => onSignal("SIGTERM"));
  process.on("SIGINT", () => onSignal("SIGINT"));
}
