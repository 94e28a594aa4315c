import type { LocalTrack, RemoteTrack } from "../../client/index.ts";
import { Icon } from "../ui/icon.tsx";
import { VideoView } from "../ui/video-view.tsx";
import type { Person } from "./person.ts";

/** A shared screen: shown whole, because its edges matter. */
export function ScreenTile({ person, track }: { person: Person; track: RemoteTrack | LocalTrack }) {
  const words = person.isSelf ? "Your screen" : `${person.name}'s screen`;
  return (
    <div class="tile tile-screen">
      <VideoView video={track} whole label={words} />
      <div class="tile-name">
        <Icon name="screen" size={15} />
        <span class="tile-name-text">{words}</span>
      </div>
    </div>
  );
}
