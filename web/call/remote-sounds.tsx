import { useEffect, useRef } from "preact/hooks";
import type { RemoteTrack } from "../../client/index.ts";
import type { Person } from "./person.ts";

/** What is heard of the others. Apart from the tiles, so that no change of the picture touches the sound. */
export function RemoteSounds({ people }: { people: Person[] }) {
  return (
    <div hidden>{people.flatMap(({ sounds }) => sounds.map((track) => <Sound key={track.id} track={track} />))}</div>
  );
}

function Sound({ track }: { track: RemoteTrack }) {
  const ref = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    track.attach(element);
    return () => void track.detach(element);
  }, [track]);
  return <audio ref={ref} autoplay />;
}
