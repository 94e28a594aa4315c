/** What a client last said of its active path, for the judgement of its node. */
export interface PathReport {
  state: "alive" | "stopped" | "unknown";
  /** Since when nothing arrived, at the time of the report. */
  silentMs: number;
  /** On the replica's clock. */
  reportedAtMs: number;
}
