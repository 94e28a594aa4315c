// What Holdfast's signaling is held against: a bare `ws` server that sends back what it gets. In a room (`/room/NAME`) it
// sends it to everybody who is there, which is as much as a mute brings about at clients.
import { type WebSocket, WebSocketServer } from "ws";

const rooms = new Map<string, Set<WebSocket>>();

function enter(url: string, socket: WebSocket): Set<WebSocket> {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room.add(socket));
  socket.on("close", () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(url);
  });
  return room;
}

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: Number(process.env["ECHO_PORT"]),
  perMessageDeflate: false,
  maxPayload: 64 * 1024,
});
server.on("connection", (socket, { url = "/" }) => {
  socket.on("error", () => {});
  const room = url.startsWith("/room/") ? enter(url, socket) : undefined;
  socket.on("message", (bytes) => {
    if (room) for (const member of room) member.send(bytes);
    else socket.send(bytes);
  });
});
