import { render } from "preact";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/controls.css";
import "./ops.css";
import { OpsPage } from "./ops-page.tsx";

const root = document.getElementById("ops");
if (root !== null) render(<OpsPage />, root);
