import { BareCall } from "./client.ts";

declare global {
  // oxlint-disable-next-line no-var -- a global of the test page
  var BareCall: typeof import("./client.ts").BareCall;
}

globalThis.BareCall = BareCall;
