import { useSignal } from "@preact/signals";
import { roomLink } from "../state/address.ts";
import { roomName } from "../state/page.ts";
import { announce } from "../ui/announcer.tsx";
import { Icon } from "../ui/icon.tsx";

const copiedForMs = 2_500;

export function CopyLink({ kind }: { kind: "round" | "button" }) {
  const copied = useSignal(false);
  const copy = async () => {
    const link = roomLink(location.href, roomName.value);
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      // Without the permission, or on an insecure page: let the user do it.
      prompt("Copy this link:", link);
      return;
    }
    copied.value = true;
    announce("Link copied");
    setTimeout(() => (copied.value = false), copiedForMs);
  };
  const icon = copied.value ? "check" : "link";
  if (kind === "round") {
    const label = copied.value ? "Link copied" : "Copy the link to this room";
    return (
      <button type="button" class="round" aria-label={label} title={label} onClick={() => void copy()}>
        <Icon name={icon} />
      </button>
    );
  }
  return (
    <button type="button" class="button button-main" onClick={() => void copy()}>
      <Icon name={icon} size={18} />
      {copied.value ? "Copied" : "Copy link"}
    </button>
  );
}
