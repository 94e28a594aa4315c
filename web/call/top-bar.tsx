import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { roomName } from "../state/page.ts";
import { callLength } from "../state/spoken-time.ts";
import { BrandMark } from "../ui/brand.tsx";
import { Icon } from "../ui/icon.tsx";
import type { Call } from "./call.ts";

export function TopBar({ call, panelOpen }: { call: Call; panelOpen: Signal<boolean> | undefined }) {
  const count = call.people.value.length;
  return (
    <header class="top-bar">
      <BrandMark size={26} />
      <h1 class="top-bar-room">{roomName.value}</h1>
      <span class="top-bar-fact" title={`${count} in the call`}>
        <Icon name="people" size={17} />
        <span class="visually-hidden">In the call:</span> {count}
      </span>
      <CallClock startedAtMs={call.startedAtMs} />
      <span class="top-bar-space" />
      {panelOpen && (
        <button
          type="button"
          class={panelOpen.value ? "button button-small button-pressed" : "button button-small"}
          aria-expanded={panelOpen.value}
          aria-controls="dev-panel"
          title="Media nodes (n)"
          onClick={() => (panelOpen.value = !panelOpen.value)}
        >
          <Icon name="nodes" size={18} />
          <span class="top-bar-node">{call.nodeId.value || "nodes"}</span>
        </button>
      )}
    </header>
  );
}

function CallClock({ startedAtMs }: { startedAtMs: number }) {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => (now.value = Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span class="top-bar-fact top-bar-clock">
      <span class="visually-hidden">Length of the call:</span> {callLength(now.value - startedAtMs)}
    </span>
  );
}
