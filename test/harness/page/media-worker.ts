import type { ReceivedBlock } from "../tone.ts";
import { CameraPictures } from "./camera-pictures.ts";
import type { FromMediaWorker, MediaReport, ToMediaWorker, VideoReport } from "./media-messages.ts";
import { wallClockMs } from "./wall-clock.ts";
import { watchAudio } from "./watch-audio.ts";
import { watchVideo } from "./watch-video.ts";

const keepMs = 90_000;

const cameras = new Map<number, CameraPictures>();
const video = new Map<string, VideoReport>();
const audio = new Map<string, ReceivedBlock[]>();

function post(message: FromMediaWorker): void {
  (globalThis as unknown as { postMessage(message: FromMediaWorker): void }).postMessage(message);
}

function recordOf<Value>(records: Map<string, Value>, key: string, make: () => Value): Value {
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
    video: Object.fromEntries([...video].map(([key, seen]) => [key, { ...seen, frames: recent(seen.frames) }])),
    audio: Object.fromEntries([...audio].map(([key, blocks]) => [key, recent(blocks)])),
    cameras: Object.fromEntries(
      [...cameras].map(([id, { made, longestIntervalMs }]) => [id, { made, longestIntervalMs }]),
    ),
  };
}

function forgetOld(): void {
  const before = wallClockMs() - keepMs;
  const kept = (item: { arrivalMs: number }) => item.arrivalMs >= before;
  for (const record of video.values()) record.frames = record.frames.filter(kept);
  for (const blocks of audio.values()) {
    const firstKept = blocks.findIndex(kept);
    blocks.splice(0, firstKept === -1 ? blocks.length : firstKept);
  }
}

function handle(message: ToMediaWorker): void {
  switch (message.type) {
    case "startCamera":
      cameras.set(message.camera, new CameraPictures(message.cameraId, message.framesPerSecond, message.writable));
      return;
    case "stopCamera":
      cameras.get(message.camera)?.stop();
      cameras.delete(message.camera);
      return;
    case "watchVideo": {
      const { key, readable } = message;
      const record = recordOf(video, key, () => ({ frames: [], unreadable: 0 }));
      void watchVideo(readable, record, (atMs) => post({ type: "firstFrame", key, atMs }));
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
