// What a publisher says of its sound reaches its receivers: music is stereo, and goes on during silence.

import { expect, test } from "vitest";
import { parametersToWire } from "../../proto/rtp.ts";
import { opusParameters } from "./test-media.ts";
import { clusterSecret, startTestNode } from "./test-node.ts";
import { TestReplica } from "./test-replica.ts";
import { attachTo, pathOf, sessionIn } from "./test-room.ts";

test("stereo without DTX is offered to receivers as that", async () => {
  const { node } = await startTestNode();
  const replica = await TestReplica.connect(node.controlPort, clusterSecret);
  try {
    const [ann] = await attachTo(replica, "r", ["ann", "bob"]);
    const voice = opusParameters(1_000);
    const music = { useinbandfec: 1, usedtx: 0, stereo: 1, "sprop-stereo": 1, maxaveragebitrate: 256_000 };
    const rtp = parametersToWire({ ...voice, codecs: [{ ...voice.codecs[0]!, parameters: music }] });
    const tracks = [{ track: { id: "music", kind: 1, source: 4, name: "", muted: false }, rtp }];
    await replica.session(sessionIn("r", "ann"), "publish", { pathId: pathOf(ann), tracks });
    const { consumers } = await replica.sessionEvent(sessionIn("r", "bob"), "consumersAdded");
    const { parameters, channels } = consumers![0]!.rtp!.codecs![0]!;
    expect(channels).toBe(2);
    expect(Object.entries(parameters!).map(([name, value]) => [name, value.number])).toEqual(Object.entries(music));
  } finally {
    await replica.close();
    await node.close();
  }
});
