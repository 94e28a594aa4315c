import { useMemo } from "preact/hooks";
import { camera } from "../media/local-media.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Icon } from "../ui/icon.tsx";
import { showableOf, VideoView } from "../ui/video-view.tsx";
import type { Person } from "./person.ts";

/** One participant. One's own picture comes straight from the camera, and mirrored, as people know themselves. */
export function PersonTile({ person, speaking }: { person: Person; speaking: boolean }) {
  const own = person.isSelf && camera.on.value ? camera.track.value : undefined;
  const ownVideo = useMemo(() => own && showableOf(own), [own]);
  const video = person.isSelf ? ownVideo : person.camera;
  const name = person.isSelf ? `${person.name} (you)` : person.name;
  return (
    <div class={speaking ? "tile tile-speaking" : "tile"} data-participant={person.id}>
      {video ? (
        <VideoView video={video} mirrored={person.isSelf} label={`${name}, camera`} />
      ) : (
        <Avatar id={person.id} name={person.name} />
      )}
      <div class="tile-name">
        {person.silent && (
          <span class="tile-muted" title="Microphone off">
            <Icon name="microphone-off" size={15} />
            <span class="visually-hidden">Microphone off: </span>
          </span>
        )}
        <span class="tile-name-text">{name}</span>
        {speaking && <span class="visually-hidden">, speaking</span>}
      </div>
    </div>
  );
}
