import { CameraPictures } from "./camera-pictures.ts";
import type { ToMediaWorker } from "./media-messages.ts";

const cameras = new Map<number, CameraPictures>();

globalThis.addEventListener("message", ({ data: message }: MessageEvent<ToMediaWorker>) => {
  if (message.type === "startCamera")
    return void cameras.set(message.camera, new CameraPictures(message.settings, message.writable));
  cameras.get(message.camera)?.stop();
  cameras.delete(message.camera);
});
