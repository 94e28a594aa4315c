import { Icon, type IconName } from "./icon.tsx";

interface Props {
  on: boolean;
  icons: readonly [on: IconName, off: IconName];
  /** What is switched, like "Microphone". */
  label: string;
  shortcut?: string;
  onClick: () => void;
}

/** A round button for something that is on or off; off stands out, because it is what surprises people. */
export function ToggleButton({ on, icons, label, shortcut, onClick }: Props) {
  const keys = shortcut === undefined ? "" : ` (${shortcut})`;
  return (
    <button
      type="button"
      class={on ? "round" : "round round-off"}
      aria-pressed={on}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={`${label} is ${on ? "on" : "off"}${keys}`}
      onClick={onClick}
    >
      <Icon name={icons[on ? 0 : 1]} />
    </button>
  );
}
