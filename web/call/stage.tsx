import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { AloneCard } from "./alone-card.tsx";
import type { Call } from "./call.ts";
import { stageBoxes, type Box, type Size } from "./grid-layout.ts";
import { PersonTile } from "./person-tile.tsx";
import { ScreenTile } from "./screen-tile.tsx";

/** All tiles, each where the layout puts it. Boxes move, tiles stay: a video is never taken off the page to re-arrange. */
export function Stage({ call }: { call: Call }) {
  const ref = useRef<HTMLDivElement>(null);
  const area = useSignal<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) area.value = { width: entry.contentRect.width, height: entry.contentRect.height };
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const people = call.people.value;
  const screens = people.flatMap((person) => person.screens.map((track) => ({ person, track })));
  const boxes = stageBoxes(screens.length, people.length, area.value);
  const [only] = people;
  return (
    <div ref={ref} class="stage">
      <ul class="stage-tiles" aria-label="Participants">
        {screens.map(({ person, track }, index) => (
          <li key={track.id} class="stage-box" style={boxStyle(boxes.screens[index])}>
            <ScreenTile person={person} track={track} />
          </li>
        ))}
        {people.map((person, index) => (
          <li key={person.id} class="stage-box" style={boxStyle(boxes.people[index])}>
            <PersonTile person={person} speaking={call.speaking.value.has(person.id) && !person.silent} />
          </li>
        ))}
      </ul>
      {people.length === 1 && only?.isSelf && <AloneCard />}
    </div>
  );
}

function boxStyle(box: Box | undefined) {
  if (box === undefined) return { display: "none" };
  return { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` };
}
