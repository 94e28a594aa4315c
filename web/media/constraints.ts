import type { MediaKind } from "./media-problem.ts";

const wanted: Record<MediaKind, MediaTrackConstraints> = {
  camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
};

/** What to ask getUserMedia() for: the chosen device when it is there, any other when it is not. */
export function constraintsFor(kind: MediaKind, deviceId: string): MediaTrackConstraints {
  return deviceId === "" ? wanted[kind] : { ...wanted[kind], deviceId: { ideal: deviceId } };
}
