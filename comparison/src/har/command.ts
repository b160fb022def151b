import { parseArgs } from "node:util";
import { UsageError } from "../usage-error.ts";
import { accountRecorded } from "./account.ts";
import { readArchive } from "./archive.ts";
import { harText } from "./text.ts";

export const HAR_HELP = `npm run compare -- har FILE.har --used FIELD,…

  Accounts for the bytes of recorded traffic: an HTTP archive, as browsers save it (with content).
  --used FIELD,…   the fields that were used, as ways from an answer's root with list places left out:
                   data.products.name. A field stands for all that is in it.
`;

/**
 * Accounts for recorded traffic.
 * @returns what to print
 * @throws UsageError, Error in one clear line
 */
export function har(args: readonly string[]): string {
  const { values, positionals } = parse(args);
  if (values.help) return HAR_HELP;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError("har takes one file", HAR_HELP);
  const used = (values.used ?? "")
    .split(",")
    .map((field) => field.trim())
    .filter((field) => field !== "");
  if (used.length === 0) throw new UsageError("har needs --used: which fields were used", HAR_HELP);
  return `${harText(accountRecorded(readArchive(file), used))}\n`;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { used: { type: "string" }, help: { type: "boolean" } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), HAR_HELP);
  }
}
