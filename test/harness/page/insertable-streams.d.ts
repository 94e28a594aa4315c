// https://www.w3.org/TR/mediacapture-transform/, in Chromium's older shape that also works outside workers and for audio.

declare class MediaStreamTrackProcessor<Data extends VideoFrame | AudioData> {
  constructor(init: { track: MediaStreamTrack; maxBufferSize?: number });
  readonly readable: ReadableStream<Data>;
}

interface MediaStreamTrackGenerator<Data extends VideoFrame | AudioData> extends MediaStreamTrack {
  readonly writable: WritableStream<Data>;
}

declare const MediaStreamTrackGenerator: {
  new <Data extends VideoFrame | AudioData>(init: { kind: "video" | "audio" }): MediaStreamTrackGenerator<Data>;
};
