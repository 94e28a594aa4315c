// What Holdfast's signaling is held against: a bare `ws` server that sends back what it gets.
import { WebSocketServer } from "ws";

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: Number(process.env["ECHO_PORT"]),
  perMessageDeflate: false,
  maxPayload: 64 * 1024,
});
server.on("connection", (socket) => {
  socket.on("error", () => {});
  socket.on("message", (bytes) => socket.send(bytes));
});
