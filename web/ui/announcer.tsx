import { signal } from "@preact/signals";

const announcement = signal({ text: "", count: 0 });

/** Has a screen reader say something, when it is done with what it says now. */
export function announce(text: string): void {
  announcement.value = { text, count: announcement.value.count + 1 };
}

/** The page's one live region. The same words twice are two announcements: the key makes a new element. */
export function Announcer() {
  const { text, count } = announcement.value;
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      <span key={count}>{text}</span>
    </div>
  );
}
