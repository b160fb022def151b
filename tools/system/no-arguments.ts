import { parseArgs } from "node:util";
import { StartError } from "@threefold/http-server";

/** @throws StartError naming an argument that was given to a tool that takes none */
export function assertNoArguments(): void {
  try {
    parseArgs({ options: {} });
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}
