import { camera, microphone } from "../media/local-media.ts";
import { Icon } from "../ui/icon.tsx";
import { ToggleButton } from "../ui/toggle-button.tsx";
import type { Call } from "./call.ts";
import { CopyLink } from "./copy-link.tsx";
import { DevicesMenu } from "./devices-menu.tsx";
import { ScreenShare } from "./screen-share.ts";

export function ControlBar({ call }: { call: Call }) {
  const { screenShare } = call;
  const toggle = async (source: typeof camera) => {
    await source.toggle();
    const problem = source.wanted.value ? source.problem.value : undefined;
    if (problem) call.say(`${problem.title}. ${problem.text}`);
  };
  return (
    <nav class="control-bar" aria-label="Call controls">
      <ToggleButton
        on={microphone.on.value}
        icons={["microphone", "microphone-off"]}
        label="Microphone"
        shortcut="m"
        onClick={() => void toggle(microphone)}
      />
      <ToggleButton
        on={camera.on.value}
        icons={["camera", "camera-off"]}
        label="Camera"
        shortcut="v"
        onClick={() => void toggle(camera)}
      />
      <DevicesMenu />
      {ScreenShare.supported && (
        <button
          type="button"
          class={screenShare.on.value ? "round round-active" : "round"}
          aria-pressed={screenShare.on.value}
          aria-label="Share your screen"
          title={screenShare.on.value ? "Stop sharing your screen" : "Share your screen"}
          onClick={() => void screenShare.toggle()}
        >
          <Icon name="screen" />
        </button>
      )}
      <CopyLink kind="round" />
      <button
        type="button"
        class="round round-leave"
        aria-label="Leave the call"
        title="Leave"
        onClick={() => void call.leave()}
      >
        <Icon name="leave" size={30} />
      </button>
    </nav>
  );
}
