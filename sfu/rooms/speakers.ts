import type { types } from "mediasoup";
import { type SpeakerLevel, speakersChanged } from "./speaker-change.ts";

const intervalMs = 300;
const maxSpeakers = 8;
/** Quieter than this is not speech. */
const thresholdDbov = -60;

/** Tells who speaks, when that has changed, at most once per interval. */
export function watchSpeakers(levels: types.AudioLevelObserver, onChanged: (now: SpeakerLevel[]) => void): void {
  let last: SpeakerLevel[] = [];
  const tell = (now: SpeakerLevel[]): void => {
    if (!speakersChanged(last, now)) return;
    last = now;
    onChanged(now);
  };
  levels.on("volumes", (volumes) => {
    const loudest = new Map<string, number>();
    for (const { producer, volume } of volumes) {
      const participantId = producer.appData["participantId"] as string;
      loudest.set(participantId, Math.max(volume, loudest.get(participantId) ?? -127));
    }
    tell([...loudest].map(([participantId, levelDbov]) => ({ participantId, levelDbov })));
  });
  levels.on("silence", () => tell([]));
}

export const createLevelObserver = (router: types.Router): Promise<types.AudioLevelObserver> =>
  router.createAudioLevelObserver({ interval: intervalMs, maxEntries: maxSpeakers, threshold: thresholdDbov });
