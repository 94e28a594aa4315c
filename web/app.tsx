import { useEffect } from "preact/hooks";
import { Room } from "../client/index.ts";
import { CallScreen } from "./call/call-screen.tsx";
import { EndedScreen } from "./call/ended-screen.tsx";
import { refreshDevNodes } from "./dev-panel/dev-server.ts";
import { Lobby } from "./lobby/lobby.tsx";
import { listDevices, openWanted, watchDevices } from "./media/local-media.ts";
import { page, roomName } from "./state/page.ts";
import { Announcer } from "./ui/announcer.tsx";

export function App() {
  useEffect(() => {
    void refreshDevNodes();
    void openWanted();
    void listDevices();
    void Room.warmUp().catch(() => undefined);
    return watchDevices();
  }, []);
  useEffect(() => {
    document.title = page.value.kind === "call" ? `${roomName.value} · Holdfast` : "Holdfast";
  }, [page.value.kind, roomName.value]);
  return (
    <>
      <Screen />
      <Announcer />
    </>
  );
}

function Screen() {
  const { value } = page;
  switch (value.kind) {
    case "lobby":
      return <Lobby problem={value.problem} joining={false} />;
    case "joining":
      return <Lobby joining />;
    case "call":
      return <CallScreen call={value.call} />;
    case "ended":
      return <EndedScreen ending={value.ending} />;
  }
}
