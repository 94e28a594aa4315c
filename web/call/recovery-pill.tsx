import { causeWords } from "../state/cause-words.ts";
import { recoveryWords } from "../state/recovery.ts";
import { spokenGap } from "../state/spoken-time.ts";
import { Icon } from "../ui/icon.tsx";
import type { Call } from "./call.ts";

/** Quiet words over the tiles while the call finds another server, and for a few seconds after. */
export function RecoveryPill({ call }: { call: Call }) {
  const recovery = call.recovery.value;
  const words = recoveryWords(recovery, call.recoveryNowMs.value, spokenGap);
  if (words === undefined) return null;
  if (recovery.kind !== "back") {
    return (
      <div class="pill pill-recovering">
        <span class="pill-dot" />
        {words}
      </div>
    );
  }
  const { cause, fromNode, toNode } = recovery.recovered;
  return (
    <button type="button" class="pill pill-back" aria-describedby="recovery-details">
      <Icon name="check" size={16} />
      {words}
      <span id="recovery-details" class="pill-details" role="tooltip">
        <strong>{causeWords(cause)}</strong>
        <span>
          {fromNode || "—"} → {toNode || "—"}
        </span>
      </span>
    </button>
  );
}
