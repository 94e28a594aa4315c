import { useMemo } from "preact/hooks";
import { camera, microphone } from "../media/local-media.ts";
import { displayName } from "../state/page.ts";
import { Avatar } from "../ui/avatar.tsx";
import { ToggleButton } from "../ui/toggle-button.tsx";
import { showableOf, VideoView } from "../ui/video-view.tsx";
import { MicrophoneLevel } from "./microphone-level.tsx";

export function Preview() {
  const track = camera.track.value;
  const video = useMemo(() => track && showableOf(track), [track]);
  const name = displayName.value.trim();
  return (
    <div class="preview">
      {video && camera.on.value ? (
        <VideoView video={video} mirrored label="Your camera, mirrored" />
      ) : (
        <>
          <Avatar id={name} name={name || "You"} />
          <p class="preview-words">{camera.opening.value ? "Starting your camera…" : "Your camera is off"}</p>
        </>
      )}
      <MicrophoneLevel />
      <div class="preview-controls">
        <ToggleButton
          on={microphone.on.value}
          icons={["microphone", "microphone-off"]}
          label="Microphone"
          shortcut="m"
          onClick={() => void microphone.toggle()}
        />
        <ToggleButton
          on={camera.on.value}
          icons={["camera", "camera-off"]}
          label="Camera"
          shortcut="v"
          onClick={() => void camera.toggle()}
        />
      </div>
    </div>
  );
}
