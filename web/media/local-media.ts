import { signal } from "@preact/signals";
import { constraintsFor } from "./constraints.ts";
import { getUserMedia, MediaSource } from "./media-source.ts";

/** The devices of this page. There is one of each, before a call and in it. */
export const camera = new MediaSource("camera");
export const microphone = new MediaSource("microphone");

/** What can be chosen; labels are empty until the user has allowed one device. */
export const devices = signal<MediaDeviceInfo[]>([]);

export async function listDevices(): Promise<void> {
  const mediaDevices = navigator.mediaDevices as MediaDevices | undefined;
  if (mediaDevices !== undefined) devices.value = await mediaDevices.enumerateDevices();
}

export function watchDevices(): () => void {
  const mediaDevices = navigator.mediaDevices as MediaDevices | undefined;
  const changed = () => void listDevices();
  mediaDevices?.addEventListener("devicechange", changed);
  return () => mediaDevices?.removeEventListener("devicechange", changed);
}

/** Opens what is wanted, with one question to the user where the browser allows it. */
export async function openWanted(): Promise<void> {
  const wanted = [camera, microphone].filter((source) => source.wanted.value && source.track.value === undefined);
  if (wanted.length === 2) await openBoth();
  else await Promise.all(wanted.map((source) => source.open()));
  await listDevices();
}

async function openBoth(): Promise<void> {
  camera.opening.value = true;
  microphone.opening.value = true;
  try {
    const stream = await getUserMedia({
      video: constraintsFor("camera", camera.deviceId.value),
      audio: constraintsFor("microphone", microphone.deviceId.value),
    });
    const [video] = stream.getVideoTracks();
    const [audio] = stream.getAudioTracks();
    if (video !== undefined) camera.adopt(video);
    if (audio !== undefined) microphone.adopt(audio);
  } catch {
    // One of the two is missing or refused: ask for each, to know which.
    await camera.open();
    await microphone.open();
  }
}
