import { render } from "preact";
import { App } from "./app.tsx";
import { openPage } from "./state/page.ts";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/controls.css";
import "./lobby/lobby.css";
import "./call/call.css";
import "./call/tile.css";
import "./call/ended.css";
import "./dev-panel/dev-panel.css";

openPage();
const root = document.getElementById("app");
if (root !== null) render(<App />, root);
