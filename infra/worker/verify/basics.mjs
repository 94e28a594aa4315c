export const OPUS = {
  kind: "audio",
  mimeType: "audio/opus",
  clockRate: 48_000,
  channels: 2,
  preferredPayloadType: 100,
};
export const LOCALHOST = { ip: "127.0.0.1" };

/** That the binary and the JavaScript side speak the same protocol: the objects that a room is made of. */
export async function checkBasics(worker) {
  const listen = ["udp", "tcp"].map((protocol) => ({ protocol, ...LOCALHOST }));
  const server = await worker.createWebRtcServer({ listenInfos: listen });
  const router = await worker.createRouter({ mediaCodecs: [OPUS] });
  const transport = await router.createWebRtcTransport({ webRtcServer: server });
  if (transport.dtlsParameters.fingerprints.length === 0) throw new Error("a transport has no DTLS fingerprint");
  const { pid } = await worker.dump();
  if (pid !== worker.pid) throw new Error("the worker answers with the wrong process id");
  router.close();
  server.close();
}
