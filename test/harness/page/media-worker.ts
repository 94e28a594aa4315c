import type { StripContent } from "../frame-strip.ts";
import type { ReceivedBlock } from "../tone.ts";
import { picturesSeen, trackShownAt } from "../pictures-seen.ts";
import { CameraPictures } from "./camera-pictures.ts";
import type { FromMediaWorker, MediaReport, ReceivedPicture, ToMediaWorker, VideoReport } from "./media-messages.ts";
import { wallClockMs } from "./wall-clock.ts";
import { watchAudio } from "./watch-audio.ts";
import { watchVideo } from "./watch-video.ts";

const keepMs = 90_000;

/** What is shown under a key, and what came of it that is not among the delivered pictures. */
interface Showing extends Omit<VideoReport, "frames"> {
  /** A picture was seen. */
  begun: boolean;
}

const cameras = new Map<number, CameraPictures>();
const video = new Map<string, Showing>();
const delivered = new Map<number, ReceivedPicture[]>();
const audio = new Map<string, ReceivedBlock[]>();

function post(message: FromMediaWorker): void {
  (globalThis as unknown as { postMessage(message: FromMediaWorker): void }).postMessage(message);
}

function recordOf<Key, Value>(records: Map<Key, Value>, key: Key, make: () => Value): Value {
  const existing = records.get(key);
  if (existing !== undefined) return existing;
  const made = make();
  records.set(key, made);
  return made;
}

function report(sinceMs: number): MediaReport {
  const recent = <Item extends { arrivalMs: number }>(items: Item[]) =>
    items.filter((item) => item.arrivalMs >= sinceMs);
  return {
    atMs: wallClockMs(),
    video: Object.fromEntries(
      [...video].map(([key, { shown, unreadable }]) => {
        return [key, { shown, unreadable, frames: recent(picturesSeen(shown, delivered)) }];
      }),
    ),
    delivered: Object.fromEntries([...delivered].map(([track, pictures]) => [track, recent(pictures)])),
    audio: Object.fromEntries([...audio].map(([key, blocks]) => [key, recent(blocks)])),
    cameras: Object.fromEntries(
      [...cameras].map(([id, { made, longestIntervalMs }]) => [id, { made, longestIntervalMs }]),
    ),
  };
}

function forgetOld(): void {
  const before = wallClockMs() - keepMs;
  const kept = (item: { arrivalMs: number }) => item.arrivalMs >= before;
  const lists = [...delivered.values(), ...audio.values()];
  for (const list of lists) {
    const firstKept = list.findIndex(kept);
    list.splice(0, firstKept === -1 ? list.length : firstKept);
  }
}

/** A picture came on the track: it is seen under the keys that showed that track when it came. */
function noteArrival(track: number, content: StripContent | undefined, arrivalMs: number, width: number): void {
  if (content) recordOf(delivered, track, () => []).push({ ...content, arrivalMs, width });
  for (const [key, showing] of video) {
    if (trackShownAt(showing.shown, arrivalMs) !== track) continue;
    if (!content) showing.unreadable++;
    else if (!showing.begun) {
      showing.begun = true;
      post({ type: "firstFrame", key, atMs: arrivalMs });
    }
  }
}

function handle(message: ToMediaWorker): void {
  switch (message.type) {
    case "startCamera":
      cameras.set(message.camera, new CameraPictures(message.settings, message.writable));
      return;
    case "stopCamera":
      cameras.get(message.camera)?.stop();
      cameras.delete(message.camera);
      return;
    case "readVideo":
      void watchVideo(message.readable, (...picture) => noteArrival(message.track, ...picture));
      return;
    case "showVideo": {
      const { key, track, sinceMs } = message;
      const showing = recordOf(video, key, () => ({ begun: false, unreadable: 0, shown: [] }));
      showing.shown.push({ track, sinceMs });
      return;
    }
    case "watchAudio":
      void watchAudio(
        message.readable,
        recordOf(audio, message.key, () => []),
      );
      return;
    case "report":
      post({ type: "report", requestId: message.requestId, report: report(message.sinceMs) });
      return;
  }
}

setInterval(forgetOld, 10_000);
globalThis.addEventListener("message", (event) => handle((event as MessageEvent<ToMediaWorker>).data));
