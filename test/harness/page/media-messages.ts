// Between a page and its media worker. The worker makes the pictures and reads what arrives, so that neither waits for
// the page's own thread: a receiver must not look late because the page was busy building a path.
import type { CameraSettings } from "./camera-pictures.ts";
import type { ReceivedFrame } from "../frame-statistics.ts";
import type { ShownTrack } from "../pictures-seen.ts";
import type { ReceivedBlock } from "../tone.ts";

export type ToMediaWorker =
  | {
      type: "startCamera";
      camera: number;
      settings: CameraSettings;
      writable: WritableStream<VideoFrame>;
    }
  | { type: "stopCamera"; camera: number }
  | { type: "readVideo"; track: number; readable: ReadableStream<VideoFrame> }
  | { type: "showVideo"; key: string; track: number; sinceMs: number }
  | { type: "watchAudio"; key: string; readable: ReadableStream<AudioData> }
  | { type: "report"; requestId: number; sinceMs: number };

export type FromMediaWorker =
  | { type: "firstFrame"; key: string; atMs: number }
  | { type: "report"; requestId: number; report: MediaReport };

export interface ReceivedPicture extends ReceivedFrame {
  cameraId: number;
  /** Of the picture, in pixels. */
  width: number;
}

/** What the page sees under one key: the pictures of the track that it shows at the time. */
export interface VideoReport {
  frames: ReceivedPicture[];
  /** Pictures whose strip could not be read (black ones of a muted camera, for instance). */
  unreadable: number;
  /** Which track was shown since when, by its number; oldest first. */
  shown: ShownTrack[];
}

export interface MediaReport {
  /** Wall clock of the worker when it answered. */
  atMs: number;
  video: Record<string, VideoReport>;
  /** By a track's number: all that came on it, whether it was shown or not. */
  delivered: Record<number, ReceivedPicture[]>;
  audio: Record<string, ReceivedBlock[]>;
  /** How many pictures each camera has made, and the longest time between two of them. */
  cameras: Record<number, { made: number; longestIntervalMs: number }>;
}
