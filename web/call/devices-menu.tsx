import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { DeviceSelect } from "../lobby/device-select.tsx";
import { MicrophoneLevel } from "../lobby/microphone-level.tsx";
import { camera, listDevices, microphone } from "../media/local-media.ts";
import { Icon } from "../ui/icon.tsx";

export function DevicesMenu() {
  const open = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open.value) return undefined;
    void listDevices();
    root.current?.querySelector<HTMLElement>("select:not(:disabled)")?.focus();
    const close = (event: Event) => {
      if (event instanceof KeyboardEvent ? event.key !== "Escape" : root.current?.contains(event.target as Node))
        return;
      open.value = false;
      if (event instanceof KeyboardEvent) button.current?.focus();
    };
    document.addEventListener("keydown", close);
    document.addEventListener("pointerdown", close);
    return () => {
      document.removeEventListener("keydown", close);
      document.removeEventListener("pointerdown", close);
    };
  }, [open.value]);
  return (
    <div ref={root} class="devices-menu">
      <button
        ref={button}
        type="button"
        class="round"
        aria-label="Choose camera and microphone"
        title="Camera and microphone"
        aria-haspopup="dialog"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        <Icon name="devices" />
      </button>
      {open.value && (
        <div class="menu" role="dialog" aria-label="Camera and microphone">
          <h2>Camera and microphone</h2>
          <DeviceSelect source={camera} />
          <DeviceSelect source={microphone} />
          <div class="menu-row">
            <span>Your voice</span>
            <MicrophoneLevel />
          </div>
          <p class="menu-keys">
            <kbd>m</kbd> microphone <kbd>v</kbd> camera
          </p>
        </div>
      )}
    </div>
  );
}
