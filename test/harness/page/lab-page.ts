// What every test page gets: `lab` with the media, `connections` with what the page's libraries do.
import { note, rtcStats, timeline, watchConnections } from "./connection-log.ts";
import { MediaLab } from "./media-lab.ts";
import { wallClockMs } from "./wall-clock.ts";

export interface LabPage {
  lab: MediaLab;
  connections: { note: typeof note; rtcStats: typeof rtcStats; timeline: typeof timeline };
  wallClockMs: typeof wallClockMs;
}

declare global {
  // oxlint-disable-next-line no-var -- a global of the test page
  var mediaWorkerSource: string;
  // oxlint-disable-next-line no-var
  var labPage: LabPage;
}

watchConnections();
globalThis.labPage = { lab: new MediaLab(mediaWorkerSource), connections: { note, rtcStats, timeline }, wallClockMs };
