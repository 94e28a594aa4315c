// Browsers may refuse to play sound before the person has touched the page. Elements that were refused are tried again
// at the first gesture, so that a page need not care.

const refused = new Set<HTMLMediaElement>();
const gestures = ["pointerup", "keydown", "touchend"] as const;

export function playWhenAllowed(element: HTMLMediaElement): void {
  // A swap of tracks inside a playing element needs no play(), but one that is paused by the browser does.
  element.play().then(
    () => refused.delete(element),
    (reason: unknown) => {
      if (reason instanceof DOMException && reason.name === "NotAllowedError") wait(element);
      // AbortError: another load or play() of the same element took over.
    },
  );
}

function wait(element: HTMLMediaElement): void {
  if (refused.size === 0)
    for (const gesture of gestures) document.addEventListener(gesture, playRefused, { capture: true });
  refused.add(element);
}

function playRefused(): void {
  for (const gesture of gestures) document.removeEventListener(gesture, playRefused, { capture: true });
  const elements = [...refused];
  refused.clear();
  for (const element of elements) playWhenAllowed(element);
}
