import { useSignal } from "@preact/signals";
import { takeInvitation } from "../state/page.ts";
import { readTokenClaims } from "../state/token-claims.ts";

/** In production the server gives no tokens to pages: whoever invites does. */
export function InvitationField() {
  const text = useSignal("");
  const wrong = useSignal(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const token = text.value.trim().replace(/^.*#token=/, "");
    wrong.value = readTokenClaims(token) === undefined;
    if (!wrong.value) takeInvitation(token);
  };
  return (
    <form class="join-form" onSubmit={submit}>
      <label class="labelled">
        <span>Invitation</span>
        <textarea
          class="field field-token"
          rows={4}
          value={text.value}
          onInput={(event) => (text.value = event.currentTarget.value)}
          placeholder="Paste your link or join token here"
          spellcheck={false}
          autocomplete="off"
          aria-invalid={wrong.value}
          aria-describedby="invitation-hint"
        />
      </label>
      <p id="invitation-hint" class="hint" role={wrong.value ? "alert" : undefined}>
        {wrong.value
          ? "This is no join token. It has three parts with dots between them."
          : "This server takes only people who were invited. An invitation link brings its token along; a token alone can be pasted."}
      </p>
      <button type="submit" class="button button-main" disabled={text.value.trim() === ""}>
        Continue
      </button>
    </form>
  );
}
