import { LOCALHOST, OPUS } from "./basics.mjs";
import { createSink, createSource, expectStream, listen } from "./stream.mjs";

const COUNT = 100;
// Steps of 1000 make a hundred packets run through the 16 bit sequence number once and a half, so that SRTP's rollover
// counter (RFC 3711, section 3.3.1) comes into play.
const STEP = 1_000;

/**
 * source -> [plain transport, SRTP] -> [plain transport, SRTP] -> sink, all inside one worker. What comes out must be
 * what went in; also after the producer at the far end was closed while packets kept coming, and one with the same SSRC
 * took its place (see shim/srtp-retired-streams.h).
 */
export async function checkSrtpSuite(worker, srtpCryptoSuite) {
  const router = await worker.createRouter({ mediaCodecs: [OPUS] });
  const source = await createSource(router);
  const options = { ...listen, enableSrtp: true, srtpCryptoSuite };
  const near = await router.createPlainTransport(options);
  const far = await router.createPlainTransport(options);
  const connect = (one, other) =>
    one.connect({ ip: LOCALHOST.ip, port: other.tuple.localPort, srtpParameters: other.srtpParameters });
  await connect(near, far);
  await connect(far, near);

  const consumer = await near.consume({ producerId: source.producer.id, rtpCapabilities: { codecs: [OPUS] } });
  const produce = () => far.produce({ kind: "audio", rtpParameters: consumer.rtpParameters });

  const first = await produce();
  const firstSink = await createSink(router, first);
  let sequence = await expectStream(source, firstSink, { from: 1, count: COUNT, step: STEP, label: "first" });

  first.close();
  for (let i = 0; i < 10; i += 1) source.send(++sequence, "nobody listens");
  const second = await produce();
  const secondSink = await createSink(router, second);
  await expectStream(source, secondSink, { from: sequence + 1, count: COUNT, step: STEP, label: "same SSRC again" });

  for (const end of [source, firstSink, secondSink]) end.close();
  router.close();
}
