import { useEffect, useRef } from "preact/hooks";

/** Keys as `m`, or `ctrl+d` (also with the command key). They rest while somebody types. */
export type Shortcuts = Record<string, () => void>;

/** The name that a key press has among shortcuts; undefined when it is for the field that has the focus. */
export function shortcutOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
  target: { tagName: string; isContentEditable: boolean } | null,
): string | undefined {
  const key = event.key.toLowerCase();
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return `ctrl+${key}`;
  const typing =
    target !== null && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
  return typing ? undefined : key;
}

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.repeat || event.defaultPrevented) return;
      const name = shortcutOf(event, event.target instanceof HTMLElement ? event.target : null);
      const action = name === undefined ? undefined : latest.current[name];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
