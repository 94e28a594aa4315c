import { useSignal } from "@preact/signals";
import { BrandMark } from "../ui/brand.tsx";
import { Icon } from "../ui/icon.tsx";
import { enter, signIn } from "./cluster.ts";

export function SignIn() {
  const credentials = useSignal("");
  const submit = (event: Event) => {
    event.preventDefault();
    if (credentials.value.trim() !== "") void enter(credentials.value.trim());
  };
  const { checking, problem } = signIn.value;
  return (
    <main class="ops-sign-in">
      <div class="ops-head">
        <BrandMark />
        <h1>Cluster</h1>
      </div>
      <form onSubmit={submit}>
        <label class="labelled">
          <span>API key or admin token</span>
          <input
            class="field"
            type="password"
            autocomplete="off"
            placeholder="key:secret"
            value={credentials.value}
            onInput={(event) => (credentials.value = event.currentTarget.value)}
            aria-describedby="sign-in-hint"
            autofocus
          />
        </label>
        <p class="hint" id="sign-in-hint">
          It stays in this tab and is forgotten with it. <code>holdfast token --admin</code> makes one that expires.
        </p>
        {problem !== "" && (
          <p class="notice notice-danger" role="alert">
            <Icon name="warning" size={20} /> <span>{problem}</span>
          </p>
        )}
        <button type="submit" class="button button-main" disabled={checking}>
          Sign in
        </button>
      </form>
    </main>
  );
}
