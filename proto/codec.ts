// Bytes <-> frames for both protocols. Decoding takes anything a stranger may send: it returns a frame or throws
// HoldfastError("bad_frame"), within bounded depth and without keeping unknown fields.

import protobuf from "protobufjs/minimal.js";
import { HoldfastError } from "./errors.ts";
import { holdfast as client } from "./generated/client.js";

export type ClientFrame = client.ClientFrame.$Shape;
export type ServerFrame = client.ServerFrame.$Shape;
export type Request = client.Request.$Shape;
export type Reply = client.Reply.$Shape;
export type Event = client.Event.$Shape;

interface MessageType<Shape> {
  encode(message: Shape): protobuf.Writer;
  decode(reader: protobuf.Reader): Shape;
}

export interface FrameCodec<Frame> {
  encode(frame: Frame): Uint8Array;
  decode(bytes: Uint8Array): Frame;
}

export function frameCodec<Frame extends { kind?: string }>(type: MessageType<Frame>): FrameCodec<Frame> {
  return {
    encode: (frame) => type.encode(frame).finish(),
    decode: (bytes) => {
      let frame: Frame;
      try {
        const reader = protobuf.Reader.create(bytes);
        reader.discardUnknown = true;
        frame = type.decode(reader);
      } catch (cause) {
        throw new HoldfastError("bad_frame", undefined, { cause });
      }
      if (frame.kind === undefined) throw new HoldfastError("bad_frame", "neither kind of frame");
      return frame;
    },
  };
}

export const clientFrames = frameCodec<ClientFrame>(client.ClientFrame);
export const serverFrames = frameCodec<ServerFrame>(client.ServerFrame);

export const clientSubprotocol = "holdfast.v1";
