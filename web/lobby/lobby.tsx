import { useEffect } from "preact/hooks";
import { devServer } from "../dev-panel/dev-server.ts";
import { camera, microphone, openWanted } from "../media/local-media.ts";
import type { Ending } from "../state/cause-words.ts";
import { BrandMark } from "../ui/brand.tsx";
import { useShortcuts } from "../ui/use-shortcuts.ts";
import { DeviceSelect } from "./device-select.tsx";
import { JoinForm } from "./join-form.tsx";
import { MediaNotice } from "./media-notice.tsx";
import { Preview } from "./preview.tsx";

/** Before the call: see and hear yourself, choose devices, name yourself and the room. */
export function Lobby({ problem, joining }: { problem?: Ending | undefined; joining: boolean }) {
  useShortcuts({ m: () => void microphone.toggle(), v: () => void camera.toggle() });
  useEffect(() => {
    // Back from a call, the devices have been let go.
    if (camera.track.value === undefined && microphone.track.value === undefined && !camera.opening.value)
      void openWanted();
  }, []);
  return (
    <main class="lobby">
      <header class="lobby-brand">
        <BrandMark size={34} />
        <span class="lobby-brand-name">Holdfast</span>
        {devServer.value === "present" && <span class="tag">dev</span>}
      </header>
      <section class="lobby-self" aria-label="Camera and microphone">
        <Preview />
        <div class="lobby-devices">
          <DeviceSelect source={camera} />
          <DeviceSelect source={microphone} />
        </div>
        <MediaNotice />
      </section>
      <section class="lobby-join" aria-labelledby="join-title">
        <h1 id="join-title">Ready to join?</h1>
        <p class="lobby-lead">Rooms that outlive their servers: when one goes down, your call goes on.</p>
        <JoinForm problem={problem} joining={joining} />
      </section>
    </main>
  );
}
