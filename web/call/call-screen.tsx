import { useSignal } from "@preact/signals";
import { DevPanel } from "../dev-panel/dev-panel.tsx";
import { devServer } from "../dev-panel/dev-server.ts";
import { camera, microphone } from "../media/local-media.ts";
import { useShortcuts } from "../ui/use-shortcuts.ts";
import type { Call } from "./call.ts";
import { ControlBar } from "./control-bar.tsx";
import { RecoveryPill } from "./recovery-pill.tsx";
import { RemoteSounds } from "./remote-sounds.tsx";
import { Stage } from "./stage.tsx";
import { TopBar } from "./top-bar.tsx";

export function CallScreen({ call }: { call: Call }) {
  const panelOpen = useSignal(false);
  const hasPanel = devServer.value === "present";
  useShortcuts({
    m: () => void microphone.toggle(),
    "ctrl+d": () => void microphone.toggle(),
    v: () => void camera.toggle(),
    "ctrl+e": () => void camera.toggle(),
    ...(hasPanel && { n: () => (panelOpen.value = !panelOpen.value) }),
  });
  const { notice, recovery } = call;
  return (
    <div class={panelOpen.value ? "call call-with-panel" : "call"} data-recovery={recovery.value.kind}>
      <TopBar call={call} panelOpen={hasPanel ? panelOpen : undefined} />
      <main class="call-main" aria-label="Call">
        <RecoveryPill call={call} />
        <Stage call={call} />
        {notice.value !== "" && <p class="toast">{notice.value}</p>}
      </main>
      <ControlBar call={call} />
      <RemoteSounds people={call.people.value} />
      {hasPanel && panelOpen.value && <DevPanel call={call} onClose={() => (panelOpen.value = false)} />}
    </div>
  );
}
