import { screens } from "@threefold/comparison";
import { counted } from "./words.ts";

/** Of a screen that is watched while it changes: of how long its bytes are, and how often who polls asks meanwhile. */
export function Watched({ screen }: { screen: string }) {
  const watched = screens.find(({ name }) => name === screen)?.changing?.watched;
  if (watched === undefined) return null;
  const { seconds, changes, polls } = watched;
  return (
    <p className="shows">
      Its bytes are of {counted(seconds / 60, "minute")}, in which it changes {counted(changes, "time")}. Who polls asks{" "}
      {counted(polls, "time")}, every {counted(seconds / polls, "second")}; who is told is charged the heartbeats.
    </p>
  );
}
