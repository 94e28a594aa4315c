import type { types } from "mediasoup";

/**
 * What a client can receive, cut down to one codec at a time. mediasoup copies and checks the capabilities anew for
 * every consumer, and a browser's whole list is most of what a consumer costs this process.
 */
export class ReceiveCapabilities {
  readonly #all: types.RtpCapabilities;
  readonly #byMimeType = new Map<string, types.RtpCapabilities>();

  constructor(all: types.RtpCapabilities) {
    this.#all = all;
  }

  for(kind: types.MediaKind, mimeType: string): types.RtpCapabilities {
    const wanted = mimeType.toLowerCase();
    let some = this.#byMimeType.get(wanted);
    if (!some) {
      const { codecs = [], headerExtensions = [] } = this.#all;
      some = {
        codecs: codecs.filter((codec) => [wanted, `${kind}/rtx`].includes(codec.mimeType.toLowerCase())),
        headerExtensions: headerExtensions.filter((extension) => extension.kind === kind),
      };
      this.#byMimeType.set(wanted, some);
    }
    return some;
  }
}
