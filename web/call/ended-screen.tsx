import { useEffect, useRef } from "preact/hooks";
import type { Ending } from "../state/cause-words.ts";
import { backToLobby, rejoin, roomName } from "../state/page.ts";
import { BrandMark } from "../ui/brand.tsx";

/** The call is over: why, in words, and the way back. */
export function EndedScreen({ ending }: { ending: Ending }) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <main class="ended">
      <section class="ended-card" aria-labelledby="ended-title">
        <BrandMark size={44} />
        <h1 id="ended-title">{ending.title}</h1>
        <p>{ending.text}</p>
        <div class="ended-buttons">
          {ending.canRejoin && (
            <button ref={first} type="button" class="button button-main" onClick={() => void rejoin()}>
              Rejoin {roomName.value}
            </button>
          )}
          <button ref={ending.canRejoin ? undefined : first} type="button" class="button" onClick={backToLobby}>
            Back to the start
          </button>
        </div>
      </section>
    </main>
  );
}
