import { camera, microphone, openWanted } from "../media/local-media.ts";
import { Icon } from "../ui/icon.tsx";

/** What is wrong with the camera or the microphone, once, in words. */
export function MediaNotice() {
  const problems = [camera, microphone].flatMap((source) => source.problem.value ?? []);
  const [first, second] = problems;
  if (first === undefined) return null;
  const same = second !== undefined && second.title.replace("microphone", "camera") === first.title;
  const title = same ? first.title.replace("camera", "camera and microphone").replace(" is ", " are ") : first.title;
  return (
    <div class="notice notice-warning" role="alert">
      <Icon name="warning" size={20} />
      <div>
        <strong>{title}</strong>
        <p>{same ? first.text.replace("Allow it", "Allow them").replace("without it", "without them") : first.text}</p>
        {second !== undefined && !same && (
          <>
            <strong>{second.title}</strong>
            <p>{second.text}</p>
          </>
        )}
        {problems.some(({ canRetry }) => canRetry) && (
          <button type="button" class="button button-small" onClick={() => void openWanted()}>
            Try again
          </button>
        )}
      </div>
    </div>
  );
}
