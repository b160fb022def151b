import { DatabaseError } from "@threefold/database";
import { EmbeddedPostgresError } from "@threefold/embedded-postgres";
import { StartError } from "@threefold/http-server";
import { EndedError } from "@threefold/supervisor";

/** Turns what the person at the keyboard can mend into a StartError, which is told in one line. */
export async function explained<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DatabaseError || error instanceof EmbeddedPostgresError || error instanceof EndedError)
      throw new StartError(error.message, { cause: error });
    throw error;
  }
}
