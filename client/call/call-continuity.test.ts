import { afterEach, describe, expect, it, vi } from "vitest";
import { wire } from "../../proto/model.ts";
import { callLab, closeCalls } from "../testing/call-lab.ts";
import { fakeConsumer, fakeRemoteTrack, fakeTrack } from "../testing/fake-media.ts";

const { PathCause, PathRole } = wire;
const { State } = wire.ReportPath;
const bob = { id: "bob", name: "Bob", tracks: [fakeRemoteTrack("video", "camera")] };
const now = (): number => performance.timeOrigin + performance.now();

afterEach(closeCalls);

/** A call in which bob's camera is seen. */
async function callWithBob() {
  const lab = callLab();
  const { server, flowing, call, told } = lab;
  server.participants = [bob];
  server.consumers = [fakeConsumer("video", "camera")];
  flowing.set("camera_on_1", now());
  await call.connect(undefined);
  await vi.waitFor(() => expect(told).toContain("trackSubscribed camera bob"));
  return lab;
}

describe("a migration", () => {
  it("keeps the path before, changes over when media has come on both, and tells when that is done", async () => {
    const { server, flowing, call, told } = await callWithBob();
    const track = await call.local.publish(fakeTrack("audio"));
    server.epoch = 2;
    server.socket.event({
      body: "pathOffered",
      pathOffered: server.offer(PathCause.NODE_DRAINED, { keepPrevious: true, settled: false }),
    });
    await vi.waitFor(() => expect(call.paths.active?.id).toBe("pa_2"));
    expect(call.state).toBe("connected");
    expect(call.paths.byId("pa_1")?.state.name).not.toBe("closed");
    expect(server.sent("assert").at(-1)).toMatchObject({ pathId: "pa_2", tracks: [{ track: { id: track.id } }] });
    const shown = call.roster.find("bob", "camera")?.mediaStreamTrack;
    flowing.set("camera_on_1", now());
    flowing.set("camera_on_2", now());
    await vi.waitFor(() => expect(told).toContain("migrated node_drained"));
    expect(call.roster.find("bob", "camera")?.mediaStreamTrack).not.toBe(shown);
    const reports = server
      .sent<{ pathId: string; state: number }>("reportPath")
      .map(({ pathId, state }) => [pathId, state]);
    expect(reports).toContainEqual(["pa_2", State.PROMOTED]);
    expect(told.filter((event) => /recover|Unsubscribed|Left/.test(event))).toEqual([]);
    server.socket.event({ body: "pathClosed", pathClosed: { pathId: "pa_1", reason: "moved" } });
    await vi.waitFor(() => expect(call.paths.byId("pa_1")).toBeUndefined());
    expect(call.state).toBe("connected");
  });

  it("follows who is there on the newest path only", async () => {
    const { server, call, told } = await callWithBob();
    server.epoch = 2;
    server.socket.event({
      body: "pathOffered",
      pathOffered: server.offer(PathCause.NODE_DRAINED, { keepPrevious: true, settled: false }),
    });
    await vi.waitFor(() => expect(call.paths.newest?.id).toBe("pa_2"));
    server.socket.event({ pathId: "pa_1", seq: 1, body: "participantLeft", participantLeft: { participantId: "bob" } });
    server.socket.event({
      pathId: "pa_2",
      seq: 1,
      body: "participantJoined",
      participantJoined: { participant: { id: "cleo", name: "Cleo" } },
    });
    await vi.waitFor(() => expect(told).toContain("participantJoined cleo"));
    expect(call.roster.participants.has("bob")).toBe(true);
  });

  it("a mute that the server sends to the new path too early is in what that path asserts", async () => {
    const { server, call } = await callWithBob();
    const track = await call.local.publish(fakeTrack("audio"));
    server.failures.set("setMuted", ["not_found"]);
    server.epoch = 2;
    server.socket.event({
      body: "pathOffered",
      pathOffered: server.offer(PathCause.NODE_DRAINED, { keepPrevious: true }),
    });
    await track.mute();
    await vi.waitFor(() =>
      expect(server.sent("assert").at(-1)).toMatchObject({
        pathId: "pa_2",
        tracks: [{ track: { id: track.id, muted: true } }],
      }),
    );
  });

  it("does not change over to media that comes before the new path is connected", async () => {
    const { server, media, flowing, call, told } = await callWithBob();
    await call.local.publish(fakeTrack("audio"));
    const shown = () => call.roster.find("bob", "camera")?.mediaStreamTrack;
    const before = shown();
    media.connects = false;
    server.epoch = 2;
    server.socket.event({
      body: "pathOffered",
      pathOffered: server.offer(PathCause.NODE_DRAINED, { keepPrevious: true, settled: false }),
    });
    await vi.waitFor(() => expect(server.sent("resumeConsumers").at(-1)).toMatchObject({ pathId: "pa_2" }));
    flowing.set("camera_on_1", now());
    flowing.set("camera_on_2", now() - 100);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(shown()).toBe(before);
    for (const one of media.made) one.setState("connected");
    await vi.waitFor(() => expect(call.paths.active?.id).toBe("pa_2"));
    flowing.set("camera_on_1", now());
    flowing.set("camera_on_2", now());
    await vi.waitFor(() => expect(told).toContain("migrated node_drained"));
    expect(shown()).not.toBe(before);
  });

  it("is no word about the new path's node, before anything has come on it", async () => {
    const { server, flowing, call } = await callWithBob();
    server.epoch = 2;
    server.consumers = [];
    server.socket.event({
      body: "pathOffered",
      pathOffered: server.offer(PathCause.NODE_DRAINED, { keepPrevious: true, settled: false }),
    });
    await vi.waitFor(() => expect(call.paths.active?.id).toBe("pa_2"));
    const answered = async (pathId: string) => {
      const before = server.sent("reportPath").length;
      server.socket.event({ body: "probePath", probePath: { pathId } });
      await vi.waitFor(() => expect(server.sent("reportPath").length).toBeGreaterThan(before));
      return server.sent("reportPath").at(-1);
    };
    const unknown = { pathId: "pa_2", state: State.MEDIA, media: { dueMs: 0, origins: [] } };
    flowing.set("camera_on_1", now());
    expect(await answered("pa_2")).toMatchObject(unknown);
    flowing.set("camera_on_1", now() - 1_000);
    expect(await answered("pa_2")).toMatchObject(unknown);
  });

  it("becomes a recovery when the media of the path before stops", async () => {
    const { server, flowing, call, told } = await callWithBob();
    server.epoch = 2;
    server.socket.event({
      body: "pathOffered",
      pathOffered: server.offer(PathCause.NODE_UNREACHABLE, { keepPrevious: true }),
    });
    await vi.waitFor(() => expect(call.paths.newest?.id).toBe("pa_2"));
    call.recovery.reportMedia("stopped", { silentMs: 0, dueMs: 0, origins: [] });
    expect(call.state).toBe("recovering");
    flowing.set("camera_on_2", now());
    await vi.waitFor(() => expect(told).toContain("recovered node_unreachable"));
  });

  it("becomes a recovery when the path before is lost meanwhile", async () => {
    const { server, flowing, call, told } = await callWithBob();
    server.epoch = 2;
    server.socket.event({
      body: "pathOffered",
      pathOffered: server.offer(PathCause.NODE_DRAINED, { keepPrevious: true }),
    });
    server.socket.event({ body: "recovering", recovering: { cause: PathCause.NODE_DIED, fromNodeId: "n2" } });
    await vi.waitFor(() => expect(call.state).toBe("recovering"));
    server.epoch = 3;
    server.socket.event({ body: "pathOffered", pathOffered: server.offer(PathCause.NODE_DIED) });
    await vi.waitFor(() => expect(call.paths.active?.id).toBe("pa_3"));
    flowing.set("camera_on_3", now());
    await vi.waitFor(() => expect(told).toContain("recovered node_died"));
  });
});

describe("a standby path", () => {
  it("is built beside the active one, shows nothing, and carries the call once it is promoted", async () => {
    const { server, flowing, call, told } = await callWithBob();
    const track = await call.local.publish(fakeTrack("video"));
    server.socket.event({
      body: "pathOffered",
      pathOffered: server.offer(PathCause.JOIN, { role: PathRole.STANDBY, participants: [] }),
    });
    await vi.waitFor(() => expect(call.paths.standby?.state.name).toBe("connected"));
    expect(server.sent("assert").at(-1)).toMatchObject({ pathId: "pa_2", tracks: [{ track: { id: track.id } }] });
    expect(call.paths.active?.id).toBe("pa_1");
    expect(call.roster.participants.has("bob")).toBe(true);
    const shown = call.roster.find("bob", "camera")?.mediaStreamTrack;
    flowing.set("camera_on_2", now());
    server.socket.event({
      body: "pathPromoted",
      pathPromoted: { pathId: "pa_2", epoch: 2, cause: PathCause.NODE_DIED },
    });
    await vi.waitFor(() => expect(told).toContain("recovered node_died"));
    expect(call.paths.active?.id).toBe("pa_2");
    expect(call.paths.active?.epoch).toBe(2);
    expect(call.roster.find("bob", "camera")?.mediaStreamTrack).not.toBe(shown);
  });

  it("that fails is told of, and does not touch the call", async () => {
    const { server, call, media, told } = await callWithBob();
    await call.local.publish(fakeTrack("video"));
    const made = media.made.length;
    server.socket.event({
      body: "pathOffered",
      pathOffered: server.offer(PathCause.JOIN, { role: PathRole.STANDBY, participants: [] }),
    });
    await vi.waitFor(() => expect(call.paths.standby?.state.name).toBe("connected"));
    media.made[made]?.setState("failed");
    await vi.waitFor(() =>
      expect(server.sent("reportPath")).toContainEqual(
        expect.objectContaining({ pathId: "pa_2", state: State.FAILED }),
      ),
    );
    expect([call.state, call.paths.active?.id]).toEqual(["connected", "pa_1"]);
    expect(told.filter((event) => event.startsWith("recover"))).toEqual([]);
  });

  it("that the client no longer has is answered with a report", async () => {
    const { server } = await callWithBob();
    server.socket.event({
      body: "pathPromoted",
      pathPromoted: { pathId: "pa_9", epoch: 2, cause: PathCause.NODE_DIED },
    });
    await vi.waitFor(() =>
      expect(server.sent("reportPath")).toContainEqual(
        expect.objectContaining({ pathId: "pa_9", state: State.FAILED }),
      ),
    );
  });
});

describe("a session that is resumed", () => {
  it("goes on over its path; the page is told nothing, and what was missed is followed once", async () => {
    const { server, call, told } = await callWithBob();
    const track = await call.local.publish(fakeTrack("audio"));
    const leaves = (seq: number, participantId: string): Parameters<typeof server.socket.event>[0] => ({
      pathId: "pa_1",
      seq,
      body: "participantLeft",
      participantLeft: { participantId },
    });
    server.socket.event({
      pathId: "pa_1",
      seq: 1,
      body: "participantJoined",
      participantJoined: { participant: { id: "cleo", name: "Cleo" } },
    });
    await vi.waitFor(() => expect(told).toContain("participantJoined cleo"));
    const before = told.length;
    server.resumes = [{ pathId: "pa_1", role: PathRole.ACTIVE }];
    server.socket.drop();
    await track.mute();
    await vi.waitFor(() => expect(call.online).toBe(true));
    expect(server.sent("join")[1]).toMatchObject({
      resume: { sessionId: "se_1", paths: [{ pathId: "pa_1", nodeId: "n1", lastSeq: 1 }] },
    });
    server.socket.event(leaves(1, "bob"));
    server.socket.event(leaves(2, "cleo"));
    await vi.waitFor(() => expect(told).toContain("participantLeft cleo "));
    expect(call.roster.participants.has("bob")).toBe(true);
    await vi.waitFor(() =>
      expect(server.sent("assert").at(-1)).toMatchObject({
        pathId: "pa_1",
        tracks: [{ track: { id: track.id, muted: true } }],
      }),
    );
    expect(told.slice(before).filter((event) => /recover|state/.test(event))).toEqual([]);
  });

  it("takes the whole picture when too much was missed", async () => {
    const { server, call, told } = await callWithBob();
    server.resumes = [
      {
        pathId: "pa_1",
        role: PathRole.ACTIVE,
        snapshot: {
          seq: 900,
          settled: true,
          participants: [{ id: "dora", name: "Dora", tracks: [fakeRemoteTrack("audio", "voice")] }],
          consumers: [fakeConsumer("audio", "voice", "dora")],
        },
      },
    ];
    server.socket.drop();
    await vi.waitFor(() => expect(told).toContain("participantJoined dora"));
    expect([...call.roster.participants.keys()]).toEqual(["dora"]);
    await vi.waitFor(() => expect(told).toContain("trackSubscribed voice dora"));
    expect(call.paths.active?.lastSeq).toBe(900);
  });

  it("goes on over the standby path that was promoted meanwhile", async () => {
    const { server, call } = await callWithBob();
    server.socket.event({
      body: "pathOffered",
      pathOffered: server.offer(PathCause.JOIN, { role: PathRole.STANDBY, participants: [] }),
    });
    await vi.waitFor(() => expect(call.paths.standby?.state.name).toBe("connected"));
    server.resumes = [{ pathId: "pa_2", role: PathRole.ACTIVE, epoch: 2 }];
    server.socket.drop();
    await vi.waitFor(() => expect(call.paths.active?.id).toBe("pa_2"));
    expect(call.paths.active?.epoch).toBe(2);
  });

  it("tries the cluster's other servers in turn", async () => {
    const lab = callLab({}, ["ws://one", "ws://two"]);
    const { server, call } = lab;
    await call.connect(undefined);
    server.resumes = [{ pathId: "pa_1", role: PathRole.ACTIVE }];
    server.socket.drop();
    await vi.waitFor(() => expect(server.urls).toEqual(["ws://one/v1/signal", "ws://two/v1/signal"]));
    await vi.waitFor(() => expect(call.online).toBe(true));
  });
});

describe("a path whose network is lost", () => {
  it("gets new ICE credentials, and stays when it connects with them", async () => {
    const { server, call, media } = await callWithBob();
    await call.local.publish(fakeTrack("audio"));
    await vi.waitFor(() => expect(call.paths.active?.state.name).toBe("connected"));
    media.made[0]?.setState("disconnected");
    await vi.waitFor(() => expect(server.sent("restartIce")).toMatchObject([{ pathId: "pa_1" }]));
    media.made[0]?.setState("connected");
    await vi.waitFor(() => expect(call.paths.active?.state.name).toBe("connected"));
    expect(server.sent<{ state: number }>("reportPath").filter(({ state }) => state === State.FAILED)).toEqual([]);
  });
});
