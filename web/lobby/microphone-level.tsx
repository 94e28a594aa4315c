import { useEffect, useRef } from "preact/hooks";
import { watchAudioLevel } from "../media/audio-level.ts";
import { microphone } from "../media/local-media.ts";

const bars = 5;

/** Five bars that rise with one's voice. Written straight to the elements: 20 times a second is too often to render. */
export function MicrophoneLevel() {
  const ref = useRef<HTMLDivElement>(null);
  const track = microphone.track.value;
  const on = microphone.on.value;
  useEffect(() => {
    const element = ref.current;
    if (track === undefined || element === null || !on) return undefined;
    return watchAudioLevel(track, (level) => {
      for (const [index, bar] of [...element.children].entries()) {
        // The middle bar is the tallest.
        const reach = 1 - Math.abs(index - (bars - 1) / 2) * 0.22;
        (bar as HTMLElement).style.setProperty("--level", (0.12 + 0.88 * level * reach).toFixed(2));
      }
    });
  }, [track, on]);
  return (
    <div ref={ref} class={on ? "mic-level" : "mic-level mic-level-off"} role="img" aria-label="Microphone level">
      {Array.from({ length: bars }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}
