// What a page's own worker is asked, which makes its pictures so that they do not wait for the page's thread, and what a
// page reports of its elements.
import type { ReceivedFrame } from "../frame-statistics.ts";
import type { ReceivedBlock } from "../tone.ts";
import type { CameraSettings } from "./camera-pictures.ts";

export type ToMediaWorker =
  | { type: "startCamera"; camera: number; settings: CameraSettings; writable: WritableStream<VideoFrame> }
  | { type: "stopCamera"; camera: number };

export interface ReceivedPicture extends ReceivedFrame {
  cameraId: number;
  /** Of the picture, in pixels. */
  width: number;
}

export interface Blank {
  atMs: number;
  why: string;
}

/** What the elements under one key have shown. */
export interface VideoReport {
  frames: ReceivedPicture[];
  blanks: Blank[];
  /** Pictures whose strip could not be read. */
  unreadable: number;
}

export interface MediaReport {
  /** Wall clock of the page when it answered. */
  atMs: number;
  video: Record<string, VideoReport>;
  audio: Record<string, ReceivedBlock[]>;
}
