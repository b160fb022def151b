import { screens } from "@threefold/comparison";
import { counted } from "./words.ts";

/** Of a screen that is watched while it changes: of how long its bytes are, and how often who polls asks meanwhile. */
export function Watched({ screen }: { screen: string }) {
  const watched = screens.find(({ name }) => name === screen)?.changing?.watched;
  if (watched === undefined) return null;
  const { seconds, changes, polls } = watched;
  return (
    <p className="shows">
      Bytes cover {counted(seconds / 60, "minute")}, during which the screen changes {counted(changes, "time")}. A
      polling client asks {counted(polls, "time")}, every {counted(seconds / polls, "second")}; a streaming client is
      charged for the heartbeats.
    </p>
  );
}
