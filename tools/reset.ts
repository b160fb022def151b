import { join } from "node:path";
import { failsInOneLine } from "./demo/failure.ts";
import { systemConfiguration } from "./system/configuration.ts";
import { emptyDataDirectory } from "./system/data-directory.ts";
import { assertNoArguments } from "./system/no-arguments.ts";
import { root } from "./system/paths.ts";

/** `npm run reset`: removes the databases, keys and logs of this checkout. The next start begins anew. */
await failsInOneLine("reset", async () => {
  assertNoArguments("npm run reset removes the databases, keys and logs of this checkout.");
  const { DATA_DIRECTORY } = systemConfiguration(process.env);
  const left = await emptyDataDirectory(DATA_DIRECTORY, join(root, ".data"));
  const rest = left.length > 0 ? ` Still there, and not its own: ${left.join(", ")}.` : "";
  console.log(`Removed the data in ${DATA_DIRECTORY}: the next npm start begins anew.${rest}`);
});
