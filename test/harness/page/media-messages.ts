// Between a page and its media worker. The worker makes the pictures and reads what arrives, so that neither waits for
// the page's own thread: a receiver must not look late because the page was busy building a path.
import type { ReceivedFrame } from "../frame-statistics.ts";
import type { ReceivedBlock } from "../tone.ts";

export type ToMediaWorker =
  | {
      type: "startCamera";
      camera: number;
      cameraId: number;
      framesPerSecond: number;
      writable: WritableStream<VideoFrame>;
    }
  | { type: "stopCamera"; camera: number }
  | { type: "watchVideo"; key: string; readable: ReadableStream<VideoFrame> }
  | { type: "watchAudio"; key: string; readable: ReadableStream<AudioData> }
  | { type: "report"; requestId: number; sinceMs: number };

export type FromMediaWorker =
  | { type: "firstFrame"; key: string; atMs: number }
  | { type: "report"; requestId: number; report: MediaReport };

export interface VideoReport {
  frames: (ReceivedFrame & { cameraId: number })[];
  /** Pictures whose strip could not be read (black ones of a muted camera, for instance). */
  unreadable: number;
}

export interface MediaReport {
  /** Wall clock of the worker when it answered. */
  atMs: number;
  video: Record<string, VideoReport>;
  audio: Record<string, ReceivedBlock[]>;
  /** How many pictures each camera has made, and the longest time between two of them. */
  cameras: Record<number, { made: number; longestIntervalMs: number }>;
}
