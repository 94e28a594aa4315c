import type { types } from "mediasoup";
import type { Room } from "./room.ts";
import { type SpeakerLevel, speakersChanged } from "./speaker-change.ts";

const intervalMs = 300;
const maxSpeakers = 8;
/** Quieter than this is not speech. */
const thresholdDbov = -60;

/** Tells the room's sessions who speaks, at most once per interval. */
export function watchSpeakers(room: Room): void {
  let last: SpeakerLevel[] = [];
  const tell = (now: SpeakerLevel[]): void => {
    if (!speakersChanged(last, now)) return;
    last = now;
    room.announce(room.others(), { body: "speakersChanged", speakersChanged: { speakers: now } });
  };
  room.levels.on("volumes", (volumes) => {
    const loudest = new Map<string, number>();
    for (const { producer, volume } of volumes) {
      const participantId = producer.appData["participantId"] as string;
      loudest.set(participantId, Math.max(volume, loudest.get(participantId) ?? -127));
    }
    tell([...loudest].map(([participantId, levelDbov]) => ({ participantId, levelDbov })));
  });
  room.levels.on("silence", () => tell([]));
}

export const createLevelObserver = (router: types.Router): Promise<types.AudioLevelObserver> =>
  router.createAudioLevelObserver({ interval: intervalMs, maxEntries: maxSpeakers, threshold: thresholdDbov });
