// A whole integration in one file: a web server that mints join tokens, and a page that holds a call with the SDK.
//
//   HOLDFAST_URL=http://localhost:7400 HOLDFAST_API_KEY=key:secret node examples/tiny-meeting.mjs
//
// With `npm start` running, take the API key from its banner, and open http://localhost:8080 in two tabs.

import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { SignJWT } from "jose";

const holdfast = process.env.HOLDFAST_URL ?? "http://localhost:7400";
const [key, secret] = (process.env.HOLDFAST_API_KEY ?? "").split(":");
const port = Number(process.env.PORT ?? 8080);
if (!secret) {
  console.error("set HOLDFAST_API_KEY=key:secret to one of the server's API keys");
  process.exit(1);
}

/** Who may join what: decided here, in your backend, where you know your users. */
function mintToken(room, identity) {
  return new SignJWT({ room, name: `Guest ${identity.slice(0, 4)}` })
    .setProtectedHeader({ alg: "HS256", kid: key })
    .setIssuer(key)
    .setSubject(identity)
    .setIssuedAt()
    .setExpirationTime("10m")
    .sign(new TextEncoder().encode(secret));
}

const page = `<!doctype html>
<title>Tiny meeting</title>
<style>video { width: 320px; border-radius: 8px } body { font: 16px system-ui }</style>
<p id="state">connecting</p>
<div id="tiles"></div>
<script type="module">
  import { Room } from "${holdfast}/sdk/holdfast-client.js";

  const fetchToken = async () => (await fetch("/token", { method: "POST" })).text();
  const room = await Room.connect("${holdfast}", fetchToken);
  const say = (text) => (document.querySelector("#state").textContent = text);
  const tiles = document.querySelector("#tiles");

  room.on("stateChanged", say);
  room.on("recovered", ({ cause, gapMs }) => say("connected; back after " + gapMs + " ms (" + cause + ")"));
  room.on("trackSubscribed", (track) => tiles.append(track.attach()));
  room.on("trackUnsubscribed", (track) => track.detach().forEach((element) => element.remove()));
  say(room.state);

  const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  for (const track of media.getTracks()) room.localParticipant.publish(track);
</script>`;

const server = createServer((request, response) => {
  if (request.method === "POST" && request.url === "/token") {
    void mintToken("tiny", randomUUID()).then((token) => response.end(token));
  } else if (request.url === "/") {
    response.setHeader("content-type", "text/html").end(page);
  } else response.writeHead(404).end();
});
server.listen(port, "127.0.0.1", () => console.log(`http://localhost:${server.address().port}`));
