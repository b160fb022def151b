import { DatabaseError } from "@threefold/database";
import { EmbeddedPostgresError } from "@threefold/embedded-postgres";
import { StartError } from "@threefold/http-server";
import { EndedError } from "@threefold/supervisor";

/** Turns what the person at the keyboard can mend into a StartError, which is told in one line. */
export async function explained<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (
      error instanceof DatabaseError ||
      error instanceof EmbeddedPostgresError ||
      error instanceof EndedError ||
      isOfDisk(error)
    )
      throw new StartError(error.message, { cause: error });
    throw error;
  }
}

/** A data directory that is somebody else's, on a disk that is full or read only, or no directory at all. */
const OF_DISK: ReadonlySet<unknown> = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EEXIST", "ENOTDIR"]);

const isOfDisk = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && OF_DISK.has(error.code);
