import { devices } from "../media/local-media.ts";
import type { MediaSource } from "../media/media-source.ts";
import { Icon } from "../ui/icon.tsx";

const words = {
  camera: { label: "Camera", none: "No camera", input: "videoinput" },
  microphone: { label: "Microphone", none: "No microphone", input: "audioinput" },
} as const;

export function DeviceSelect({ source }: { source: MediaSource }) {
  const { label, none, input } = words[source.kind];
  const choices = devices.value.filter((device) => device.kind === input && device.deviceId !== "");
  const current = source.track.value?.getSettings().deviceId ?? source.deviceId.value;
  const listed = choices.some((device) => device.deviceId === current);
  return (
    <label class="device-select">
      <Icon name={source.kind} size={18} />
      <span class="visually-hidden">{label}</span>
      <select
        class="field"
        value={listed ? current : ""}
        disabled={choices.length === 0}
        onChange={(event) => void source.choose(event.currentTarget.value)}
      >
        {!listed && <option value="">{choices.length === 0 ? none : `Default ${source.kind}`}</option>}
        {choices.map((device, index) => (
          <option key={device.deviceId} value={device.deviceId}>
            {device.label || `${label} ${index + 1}`}
          </option>
        ))}
      </select>
      <Icon name="chevron" size={16} />
    </label>
  );
}
