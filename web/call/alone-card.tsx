import { roomName } from "../state/page.ts";
import { CopyLink } from "./copy-link.tsx";

export function AloneCard() {
  return (
    <section class="alone-card" aria-label="Invite others">
      <div>
        <h2>You are the first one here</h2>
        <p>
          Send others the link to <strong>{roomName.value}</strong>.
        </p>
      </div>
      <CopyLink kind="button" />
    </section>
  );
}
