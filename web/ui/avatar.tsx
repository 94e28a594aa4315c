import { hueOf, initialsOf } from "../state/person-look.ts";

/** What stands for somebody without a picture. It fills its parent and takes its colour from the person's id. */
export function Avatar({ id, name }: { id: string; name: string }) {
  return (
    <div class="avatar" style={{ "--hue": String(hueOf(id)) }} aria-hidden="true">
      <span class="avatar-disc">{initialsOf(name)}</span>
    </div>
  );
}
