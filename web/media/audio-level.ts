/** Calls `onLevel` about 20 times a second with the loudness of a track, 0 to 1, until the returned function is called. */
export function watchAudioLevel(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    // Before the first click, browsers keep audio contexts suspended.
    if (context.state === "suspended") void context.resume().catch(() => undefined);
    analyser.getFloatTimeDomainData(samples);
    onLevel(levelOf(samples));
  }, 50);
  return () => {
    clearInterval(timer);
    source.disconnect();
    void context.close().catch(() => undefined);
  };
}

const silenceDb = -60;

/** Root mean square of samples in -1..1, as 0 (at or below -60 dB) to 1 (full scale). */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const db = 20 * Math.log10(Math.sqrt(sum / Math.max(1, samples.length)) + 1e-9);
  return Math.min(1, Math.max(0, 1 - db / silenceDb));
}
