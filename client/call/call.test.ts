import { afterEach, describe, expect, it, vi } from "vitest";
import { serverFrames } from "../../proto/codec.ts";
import { wire } from "../../proto/model.ts";
import type { SocketLike } from "../signaling/signal-socket.ts";
import { callLab, closeCalls } from "../testing/call-lab.ts";
import { fakeConsumer, fakeRemoteTrack, fakeTrack } from "../testing/fake-media.ts";

const { PathCause } = wire;

afterEach(closeCalls);

const bobWith = (...tracks: ReturnType<typeof fakeRemoteTrack>[]) => ({ id: "bob", name: "Bob", tracks });

/** A socket whose first message brings another one along. */
function followedBy(socket: SocketLike, bytes: Uint8Array): SocketLike {
  let receive: SocketLike["onmessage"] = null;
  let followed = false;
  Object.defineProperty(socket, "onmessage", {
    get: () => receive,
    set: (handler: SocketLike["onmessage"]) => {
      receive = (message) => {
        handler?.(message);
        if (!followed) handler?.({ data: new Uint8Array(bytes).buffer });
        followed = true;
      };
    },
  });
  return socket;
}

describe("a call", () => {
  it("joins with its capabilities and fingerprints, and asserts", async () => {
    const { server, call, told } = callLab();
    await call.connect(undefined);
    expect(call.state).toBe("connected");
    expect([call.roomName, call.local.id, call.paths.active?.nodeId]).toEqual(["tide-pool", "alice", "n1"]);
    expect(server.sent("join")[0]).toMatchObject({
      token: "token",
      autoSubscribe: true,
      fingerprints: [{ value: "01:02" }],
    });
    await vi.waitFor(() => expect(server.sent("assert")).toHaveLength(1));
    expect(told).toEqual(["stateChanged connected"]);
  });

  it("says which trace it is part of, if it is told of one", async () => {
    const { server, call } = callLab({ traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" });
    await call.connect(undefined);
    expect(server.sent("join")[0]).toMatchObject({ traceparent: expect.stringContaining("-4bf92f3577b34da6") });
  });

  it("publishes two tracks of one turn in one request, also right after joining", async () => {
    const { server, call } = callLab();
    await call.connect(undefined);
    await Promise.all([call.local.publish(fakeTrack("audio")), call.local.publish(fakeTrack("video"))]);
    expect(server.sent<{ tracks: unknown[] }>("assert").map(({ tracks }) => tracks.length)).toEqual([2]);
    await Promise.all([call.local.publish(fakeTrack("video")), call.local.publish(fakeTrack("video"))]);
    expect(server.sent<{ tracks: unknown[] }>("publish").map(({ tracks }) => tracks.length)).toEqual([2]);
  });

  it("sends nothing of a track that is unpublished before it is published", async () => {
    const { server, call } = callLab();
    await call.connect(undefined);
    const publishing = call.local.publish(fakeTrack("video"));
    await [...call.local.tracks.values()][0]?.unpublish();
    await expect(publishing).rejects.toMatchObject({ code: "cancelled" });
    await vi.waitFor(() => expect(server.sent("assert")).toHaveLength(1));
    expect(server.sent("assert")[0]).toMatchObject({ tracks: [] });
    expect([call.paths.active?.send?.used, call.local.tracks.size]).toEqual([false, 0]);
  });

  it("follows a moderator's mute, and goes by the newest state whatever comes late", async () => {
    const { server, call, told } = callLab();
    await call.connect(undefined);
    const track = await call.local.publish(fakeTrack("audio"));
    const mutedTo = (muted: boolean, revision: number): void => {
      const trackMuted = { participantId: "alice", trackId: track.id, muted, byModerator: true, revision };
      server.socket.event({ body: "trackMuted", trackMuted });
    };
    mutedTo(true, 65_536);
    await vi.waitFor(() => expect([track.muted, track.mediaStreamTrack.enabled]).toEqual([true, false]));
    await track.unmute();
    expect(server.sent("setMuted")).toMatchObject([{ trackId: track.id, revision: 65_537 }]);
    mutedTo(true, 65_536);
    mutedTo(true, 2 * 65_536);
    mutedTo(false, 65_537);
    await vi.waitFor(() => expect(told.filter((line) => line.startsWith("trackMuted"))).toHaveLength(2));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect([track.muted, track.mediaStreamTrack.enabled]).toEqual([true, false]);
    expect(told.filter((line) => line.startsWith("trackUnmuted"))).toHaveLength(1);
  });

  it("receives all that is offered, with one request to resume", async () => {
    const { server, call, told } = callLab();
    server.participants = [bobWith(fakeRemoteTrack("audio", "tr_a"), fakeRemoteTrack("video", "tr_v"))];
    server.consumers = [fakeConsumer("audio", "tr_a"), fakeConsumer("video", "tr_v")];
    await call.connect(undefined);
    await vi.waitFor(() => expect(told).toContain("trackSubscribed tr_v bob"));
    expect(server.sent<{ consumerIds: string[] }>("resumeConsumers").map(({ consumerIds }) => consumerIds)).toEqual([
      ["tr_a_on_1", "tr_v_on_1"],
    ]);
  });

  it("shows each participant's own media, though two publish tracks of one id", async () => {
    const { server, call, told } = callLab();
    const mallory = { id: "mallory", name: "Mallory", tracks: [fakeRemoteTrack("video", "tr_v")] };
    server.participants = [bobWith(fakeRemoteTrack("video", "tr_v")), mallory];
    server.consumers = [fakeConsumer("video", "tr_v"), { ...fakeConsumer("video", "tr_v", "mallory"), id: "other" }];
    const offer = server.offer.bind(server);
    server.offer = (cause, changes) => ({ ...offer(cause, changes), consumers: server.consumers });
    await call.connect(undefined);
    await vi.waitFor(() => expect(told.filter((line) => line.startsWith("trackSubscribed"))).toHaveLength(2));
    const shown = (who: string) => call.roster.find(who, "tr_v")?.mediaStreamTrack;
    const received = [...(call.paths.active?.receive?.received.values() ?? [])];
    for (const { participantId, consumer } of received) expect(shown(participantId)).toBe(consumer.track);
    expect(shown("bob")).not.toBe(shown("mallory"));
    await call.roster.find("mallory", "tr_v")?.unsubscribe();
    expect([shown("bob") !== undefined, shown("mallory")]).toEqual([true, undefined]);
  });

  it("is not subscribed to a track that is unsubscribed as soon as it is published", async () => {
    const { server, call, told, on } = callLab();
    await call.connect(undefined);
    on("trackPublished", (track) => void track.unsubscribe());
    server.socket.event({
      body: "consumersAdded",
      consumersAdded: { pathId: "pa_1", consumers: [fakeConsumer("video", "tr_v")] },
    });
    const participant = bobWith(fakeRemoteTrack("video", "tr_v"));
    server.socket.event({ body: "participantJoined", participantJoined: { participant } });
    await vi.waitFor(() => expect(server.sent("subscribe")).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told.filter((line) => /Subscribed|Unsubscribed/.test(line))).toEqual([]);
    expect(call.roster.find("bob", "tr_v")?.subscribed).toBe(false);
  });

  it("is not subscribed to it by a failover either, before the new node knows, and is when it wants it again", async () => {
    const { server, call, told } = callLab();
    server.participants = [bobWith(fakeRemoteTrack("video", "tr_v"))];
    server.consumers = [fakeConsumer("video", "tr_v")];
    await call.connect(undefined);
    await vi.waitFor(() => expect(told).toContain("trackSubscribed tr_v bob"));
    const track = call.roster.find("bob", "tr_v")!;
    await track.unsubscribe();
    told.length = 0;
    server.socket.event({ body: "recovering", recovering: { cause: PathCause.NODE_DIED, fromNodeId: "n1" } });
    server.epoch = 2;
    server.socket.event({ body: "pathOffered", pathOffered: server.offer(PathCause.NODE_DIED) });
    await vi.waitFor(() => expect(server.sent("resumeConsumers")).toHaveLength(2));
    expect([track.subscribed, told.filter((line) => line.startsWith("trackSubscribed"))]).toEqual([false, []]);
    await track.subscribe();
    expect(track.mediaStreamTrack).toBe(call.paths.active?.receive?.received.get("tr_v_on_2")?.consumer.track);
    expect(told.filter((line) => line.startsWith("trackSubscribed"))).toEqual(["trackSubscribed tr_v bob"]);
  });

  it("follows an event that comes in the same turn as the join's reply", async () => {
    const consumersAdded = { pathId: "pa_1", consumers: [fakeConsumer("audio", "tr_a")] };
    const event = serverFrames.encode({ kind: "event", event: { body: "consumersAdded", consumersAdded } });
    const lab = callLab({
      openSocket: (url, subprotocol) => followedBy(lab.server.openSocket(url, subprotocol), event),
    });
    const { server, call, told } = lab;
    server.participants = [bobWith(fakeRemoteTrack("audio", "tr_a"))];
    await call.connect(undefined);
    await vi.waitFor(() => expect(told).toContain("trackSubscribed tr_a bob"));
  });

  it("goes over to the path that is offered after its node died, and nobody is told more than that", async () => {
    const { server, call, told, flowing } = callLab();
    server.participants = [bobWith(fakeRemoteTrack("video", "tr_v"))];
    server.consumers = [fakeConsumer("video", "tr_v")];
    await call.connect(undefined);
    const track = await call.local.publish(fakeTrack("video"));
    await call.controls.subscribe({ trackId: "tr_v", participantId: "bob", maxSpatialLayer: 1 });
    await track.mute();
    flowing.set("tr_v_on_1", 1_000);
    told.length = 0;

    server.socket.event({ body: "recovering", recovering: { cause: PathCause.NODE_DIED, fromNodeId: "n1" } });
    server.epoch = 2;
    server.socket.event({
      body: "pathOffered",
      pathOffered: server.offer(PathCause.NODE_DIED, { settled: false, participants: [], consumers: [] }),
    });
    await vi.waitFor(() => expect(server.sent("assert")).toHaveLength(2));
    expect(server.sent("assert")[1]).toMatchObject({
      pathId: "pa_2",
      tracks: [{ track: { id: track.id, muted: true } }],
      subscriptions: [{ trackId: "tr_v", participantId: "bob", maxSpatialLayer: 1 }],
    });

    server.socket.event({
      body: "participantJoined",
      participantJoined: { participant: bobWith(fakeRemoteTrack("video", "tr_v")) },
    });
    server.socket.event({
      body: "consumersAdded",
      consumersAdded: { pathId: "pa_2", consumers: [{ ...fakeConsumer("video", "tr_v"), id: "tr_v_on_2" }] },
    });
    await vi.waitFor(() => expect(server.sent("resumeConsumers")).toHaveLength(2));
    expect(call.state).toBe("recovering");
    flowing.set("tr_v_on_2", 1_240);
    await vi.waitFor(() => expect(call.state).toBe("connected"));
    expect(told.filter((line) => !line.startsWith("mediaStreamTrackChanged"))).toEqual([
      "stateChanged recovering",
      "recovering node_died",
      "stateChanged connected",
      "recovered node_died",
    ]);
    const recovered = server.sent<{ state: number }>("reportPath").at(-1);
    expect(recovered).toMatchObject({ pathId: "pa_2", state: wire.ReportPath.State.RECOVERED, gapMs: 240 });
    server.socket.event({ body: "roomSettled", roomSettled: { epoch: 2, participantIds: ["bob"] } });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(call.roster.find("bob", "tr_v")).toBeDefined();
  });

  it("ignores an offer of a lower epoch, and lets a newer one take a build's place", async () => {
    const { server, call, media } = callLab();
    server.epoch = 5;
    await call.connect(undefined);
    media.connects = false;
    server.epoch = 4;
    server.socket.event({ body: "pathOffered", pathOffered: server.offer(PathCause.PLACEMENT_MOVED) });
    server.epoch = 6;
    server.socket.event({ body: "pathOffered", pathOffered: server.offer(PathCause.PLACEMENT_MOVED) });
    server.socket.event({ body: "pathOffered", pathOffered: server.offer(PathCause.PLACEMENT_MOVED) });
    await vi.waitFor(() => expect(call.paths.newest?.id).toBe("pa_4"));
    // What replaces a working path takes over only when it is connected.
    expect(call.paths.active?.id).toBe("pa_1");
  });

  it("comes back on another socket, and keeps the old path until the new one is connected", async () => {
    const { server, call, told } = callLab();
    await call.connect(undefined);
    const track = await call.local.publish(fakeTrack("audio"));
    server.socket.drop();
    expect(call.paths.active?.id).toBe("pa_1");
    await vi.waitFor(() => expect(told).toContain("recovered signaling_lost"));
    expect(server.sent("join")[1]).toMatchObject({ cause: PathCause.SIGNALING_LOST, token: "token" });
    expect(server.sent("assert")[1]).toMatchObject({ pathId: "pa_2", tracks: [{ track: { id: track.id } }] });
  });

  it("a publish that the old path swallowed is done by the next one", async () => {
    const { server, call } = callLab();
    await call.connect(undefined);
    await vi.waitFor(() => expect(server.sent("assert")).toHaveLength(1));
    server.failures.set("publish", ["path_unknown"]);
    const published = call.local.publish(fakeTrack("video"));
    await vi.waitFor(() => expect(server.sent("publish")).toHaveLength(1));
    server.epoch = 2;
    server.socket.event({ body: "pathOffered", pathOffered: server.offer(PathCause.NODE_DIED) });
    const track = await published;
    expect(server.sent("assert")[1]).toMatchObject({ pathId: "pa_2", tracks: [{ track: { id: track.id } }] });
  });

  it("a publish that is not granted is refused, and not tried again", async () => {
    const { server, call } = callLab();
    await call.connect(undefined);
    await vi.waitFor(() => expect(server.sent("assert")).toHaveLength(1));
    server.failures.set("publish", ["forbidden"]);
    await expect(call.local.publish(fakeTrack("video"))).rejects.toMatchObject({ code: "forbidden" });
    expect([call.intent.tracks.size, call.local.tracks.size]).toEqual([0, 0]);
  });

  it("asks for another path when its own fails", async () => {
    const { server, call, media } = callLab();
    await call.connect(undefined);
    await call.local.publish(fakeTrack("audio"));
    await vi.waitFor(() => expect(call.paths.active?.state.name).toBe("connected"));
    media.made[0]?.setState("failed");
    expect(call.state).toBe("recovering");
    await vi.waitFor(() =>
      expect(server.sent("reportPath").at(-1)).toMatchObject({ pathId: "pa_1", state: wire.ReportPath.State.FAILED }),
    );
  });

  it("is muted by a moderator", async () => {
    const { server, call, told } = callLab();
    await call.connect(undefined);
    const track = await call.local.publish(fakeTrack("audio"));
    const trackMuted = { participantId: "alice", trackId: track.id, muted: true, byModerator: true };
    server.socket.event({ body: "trackMuted", trackMuted });
    await vi.waitFor(() => expect(told).toContain(`trackMuted ${track.id} alice`));
    expect([track.muted, track.mediaStreamTrack.enabled]).toEqual([true, false]);
  });
});

describe("what a server may do wrong", () => {
  it("a final error ends the room", async () => {
    const { server, call, told } = callLab();
    await call.connect(undefined);
    server.socket.event({ body: "sessionClosed", sessionClosed: { error: { code: "removed", message: "Out." } } });
    await vi.waitFor(() => expect(server.sockets).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 5));
    server.socket.drop(4411);
    expect(told).toEqual(["stateChanged connected", "stateChanged disconnected", "disconnected removed"]);
  });

  it("a refused token fails connect at once, an unreachable server after the policy", async () => {
    const refused = callLab();
    refused.server.failures.set("join", ["token_invalid"]);
    await expect(refused.call.connect(undefined)).rejects.toMatchObject({ code: "token_invalid" });
    const unreachable = callLab();
    unreachable.server.reachable = false;
    await expect(unreachable.call.connect(undefined)).rejects.toMatchObject({ code: "connection_closed" });
    expect(unreachable.server.sockets.length).toBeGreaterThan(5);
  });

  it("a passing error at the first join is tried again", async () => {
    const { server, call } = callLab();
    server.failures.set("join", ["node_unavailable", "no_capacity"]);
    await call.connect(undefined);
    expect(server.sent("join")).toHaveLength(3);
  });

  it("an expired token is fetched anew", async () => {
    const tokens = ["old", "new"];
    const { server, call } = callLab({}, "ws://test", async () => tokens.shift() ?? "");
    server.failures.set("join", ["token_expired"]);
    await call.connect(undefined);
    expect(server.sent("join").map(({ token }) => token)).toEqual(["old", "new"]);
  });

  it("a token that expires during the call is fetched anew at the next return", async () => {
    const tokens = ["first", "second"];
    const { server, call } = callLab({}, "ws://test", async () => tokens.shift() ?? "");
    await call.connect(undefined);
    server.failures.set("join", ["token_expired"]);
    server.resumes = [{ pathId: "pa_1", role: wire.PathRole.ACTIVE }];
    server.socket.drop();
    await vi.waitFor(() => expect(server.sent("join").map(({ token }) => token)).toEqual(["first", "first", "second"]));
    await vi.waitFor(() => expect(call.online).toBe(true));
    expect(call.paths.active?.id).toBe("pa_1");
  });

  it("connect can be cancelled", async () => {
    const { call, server } = callLab();
    server.reachable = false;
    const abort = new AbortController();
    const connecting = call.connect(abort.signal);
    setTimeout(() => abort.abort(), 10);
    await expect(connecting).rejects.toMatchObject({ code: "cancelled" });
  });

  it("nonsense costs a socket at most, never the call", async () => {
    const { server, call } = callLab();
    await call.connect(undefined);
    server.socket.event({ body: "pathOffered", pathOffered: {} });
    server.socket.event({ body: "pathOffered", pathOffered: { path: { id: "pa_x", epoch: 1 } } });
    server.socket.event({ body: "pathOffered", pathOffered: { path: { id: "pa_y", epoch: 1, send: { id: "t" } } } });
    server.socket.event({
      body: "consumersAdded",
      consumersAdded: { pathId: "pa_1", consumers: [{ id: "c" }, { id: "d", rtp: { codecs: [{}] }, kind: 1 }] },
    });
    server.socket.event({ body: "tracksPublished", tracksPublished: {} });
    server.socket.event({ body: "speakersChanged", speakersChanged: { speakers: [{ participantId: "nobody" }] } });
    server.socket.sendBytes(new Uint8Array([0xff, 0x00, 0x12]));
    await vi.waitFor(() => expect(server.sockets).toHaveLength(2));
    await vi.waitFor(() => expect(call.online).toBe(true));
    server.socket.sendBytes("text");
    await vi.waitFor(() => expect(server.sockets).toHaveLength(3));
    await vi.waitFor(() => expect(call.online).toBe(true));
  });
});
