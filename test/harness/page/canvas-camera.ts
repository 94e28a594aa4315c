// A numbered camera for browsers that cannot make a track of single pictures: drawn on a canvas.
import { cellSize, encodeCells, pictureHeight, pictureWidth, stripColumns } from "../frame-strip.ts";

export interface Camera {
  track: MediaStreamTrack;
  stop(): void;
}

export function startCanvasCamera(cameraId: number, framesPerSecond: number): Camera {
  const canvas = Object.assign(document.createElement("canvas"), { width: pictureWidth, height: pictureHeight });
  const context = canvas.getContext("2d", { alpha: false })!;
  const stream = canvas.captureStream(0);
  const [track] = stream.getVideoTracks() as [CanvasCaptureMediaStreamTrack];
  // Firefox has it at the stream.
  const capturing = "requestFrame" in track ? track : (stream as unknown as CanvasCaptureMediaStreamTrack);
  let made = 0;
  const draw = (): void => {
    context.fillStyle = `hsl(${cameraId * 24} 60% 40%)`;
    context.fillRect(0, 0, pictureWidth, pictureHeight);
    for (const [index, isWhite] of encodeCells({ cameraId, frameNumber: made++ & 0xffff }).entries()) {
      const [column, row] = [index % stripColumns, Math.floor(index / stripColumns)];
      context.fillStyle = isWhite ? "white" : "black";
      context.fillRect(column * cellSize, row * cellSize, cellSize, cellSize);
    }
    capturing.requestFrame();
  };
  const timer = setInterval(draw, 1000 / framesPerSecond);
  draw();
  return { track, stop: () => clearInterval(timer) };
}
