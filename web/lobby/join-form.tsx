import { useEffect, useRef } from "preact/hooks";
import type { Ending } from "../state/cause-words.ts";
import { friendlyRoomName } from "../state/friendly-names.ts";
import { displayName, invitation, join, needsInvitation, roomName } from "../state/page.ts";
import { Icon } from "../ui/icon.tsx";
import { InvitationField } from "./invitation-field.tsx";

export function JoinForm({ problem, joining }: { problem?: Ending | undefined; joining: boolean }) {
  const nameField = useRef<HTMLInputElement>(null);
  const joinButton = useRef<HTMLButtonElement>(null);
  // Enter joins from the start: the button has the focus when the name is known already.
  useEffect(
    () => (displayName.value === "" ? nameField.current : joinButton.current)?.focus({ preventScroll: true }),
    [],
  );
  const submit = (event: Event) => {
    event.preventDefault();
    void join();
  };
  if (needsInvitation()) return <InvitationField />;
  const invited = invitation.value !== "";
  return (
    <form class="join-form" onSubmit={submit}>
      <label class="labelled">
        <span>Your name</span>
        <input
          ref={nameField}
          class="field"
          name="name"
          value={displayName.value}
          onInput={(event) => (displayName.value = event.currentTarget.value)}
          placeholder="How others see you"
          maxLength={60}
          autocomplete="name"
          readOnly={invited}
        />
      </label>
      <label class="labelled">
        <span>Room</span>
        <span class="field-with-button">
          <input
            class="field"
            name="room"
            value={roomName.value}
            onInput={(event) => (roomName.value = event.currentTarget.value)}
            maxLength={64}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            readOnly={invited}
          />
          {!invited && (
            <button
              type="button"
              class="button-in-field"
              aria-label="Another room name"
              title="Another room name"
              onClick={() => (roomName.value = friendlyRoomName(Math.random))}
            >
              <Icon name="shuffle" size={18} />
            </button>
          )}
        </span>
      </label>
      {problem && (
        <div class="notice notice-danger" role="alert">
          <Icon name="warning" size={20} />
          <div>
            <strong>{problem.title}</strong>
            <p>{problem.text}</p>
          </div>
        </div>
      )}
      <button ref={joinButton} type="submit" class="button button-main" disabled={joining}>
        {joining ? "Joining…" : "Join now"}
      </button>
      {invited && <p class="hint">You join with an invitation: name and room are part of it.</p>}
    </form>
  );
}
