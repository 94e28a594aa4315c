import { afterEach, describe, expect, it, vi } from "vitest";
import { wire } from "../../proto/model.ts";
import { callLab, closeCalls } from "../testing/call-lab.ts";
import { fakeTrack } from "../testing/fake-media.ts";
import { attemptOf, mediaUnreachable } from "./media-unreachable.ts";

afterEach(closeCalls);

const { PathCause } = wire;
const offer = {
  path: {
    send: {
      candidates: [
        { address: "203.0.113.5", port: 7500, protocol: "udp" },
        { address: "2001:db8::5", port: 7500, protocol: "udp" },
        { address: "203.0.113.5", port: 7500, protocol: "tcp" },
      ],
    },
  },
};

describe("what is told of it", () => {
  it("names what was tried, each once", () => {
    const error = mediaUnreachable([attemptOf(offer), attemptOf(offer)]);
    expect(error.code).toBe("media_unreachable");
    expect(error.message).toContain(
      "tried 203.0.113.5:7500 (udp, tcp); [2001:db8::5]:7500 (udp); no TURN server is configured",
    );
  });

  it("names TURN servers, but no STUN servers", () => {
    const iceServers = [{ urls: ["stun:a", "turns:turn.example.com:443"] }];
    expect(mediaUnreachable([attemptOf({ ...offer, iceServers })]).message).toContain(
      "TURN through turns:turn.example.com:443",
    );
  });
});

/** A call whose paths are offered and dialled; `failPath` fails the newest. */
async function callInTrouble(connects: boolean) {
  const { server, media, call, told } = callLab();
  media.connects = connects;
  await call.connect(undefined);
  await call.local.publish(fakeTrack("audio"));
  const failPath = async (): Promise<void> => {
    await vi.waitFor(() => expect(call.paths.newest?.state.name).toBe(connects ? "connected" : "connecting"));
    for (const one of media.open) one.setState("failed");
  };
  const offerAnother = async (reports: number): Promise<void> => {
    await vi.waitFor(() => expect(server.sent("reportPath").length).toBeGreaterThanOrEqual(reports));
    server.epoch++;
    server.socket.event({ body: "pathOffered", pathOffered: server.offer(PathCause.PATH_FAILED) });
  };
  return { server, media, call, told, failPath, offerAnother };
}

describe("a call that no media reaches", () => {
  it("asks for another path once, then leaves and says why", async () => {
    const { server, call, told, failPath, offerAnother } = await callInTrouble(false);
    await failPath();
    await offerAnother(1);
    expect(call.state).not.toBe("disconnected");
    await failPath();
    await vi.waitFor(() => expect(told).toContain("disconnected media_unreachable"));
    expect(call.state).toBe("disconnected");
    expect(server.sent("leave")).toHaveLength(1);
  });

  it("is none that media has reached before: the network may come back", async () => {
    const { call, media, told, failPath, offerAnother } = await callInTrouble(true);
    await vi.waitFor(() => expect(call.paths.active?.state.name).toBe("connected"));
    media.connects = false;
    await failPath();
    for (let reports = 2; reports < 5; reports++) {
      await offerAnother(reports);
      await vi.waitFor(() => expect(call.paths.newest?.state.name).toBe("connecting"));
      for (const one of media.open) one.setState("failed");
    }
    expect(told).not.toContain("disconnected media_unreachable");
    expect(call.state).toBe("recovering");
  });
});
