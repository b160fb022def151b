import { renameSync, rmSync } from "node:fs";

/** What says that another folder is there. */
const TAKEN: readonly unknown[] = ["ENOTEMPTY", "EEXIST", "EPERM"];
const MOST_TIMES = 100;

/** Puts a folder that is whole where one may be already: whoever does the same at once, one of both is there in the end. */
export function putInPlace(built: string, place: string): void {
  for (let time = 1; ; time += 1) {
    remove(place, `${built}.old`);
    try {
      renameSync(built, place);
      return;
    } catch (error) {
      // Somebody else's was put there between the two.
      if (time === MOST_TIMES || !TAKEN.includes(codeOf(error))) throw error;
    }
  }
}

/** Moves it away first: what is removed in place is there by half for a while. */
function remove(place: string, away: string): void {
  try {
    renameSync(place, away);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    // Where folders cannot be moved, as between the layers of an image.
    rmSync(place, { recursive: true, force: true });
  }
  rmSync(away, { recursive: true, force: true });
}

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);
