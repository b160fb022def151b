import { explain, KNOWN_CODES } from "../codes.ts";
import { CannotCheck, UsageError } from "../failure.ts";
import type { Outcome } from "../main.ts";
import type { Options } from "../options.ts";
import { EXIT } from "../verdict.ts";

/** `schema-check explain CODE`. */
export async function runExplain({ operands: [code] }: Options): Promise<Outcome> {
  if (code === undefined) throw new UsageError("explain needs a code");
  const explanation = explain(code.toUpperCase());
  if (!explanation)
    throw new CannotCheck(`there is no explanation of ${code}; there is one of ${KNOWN_CODES.join(", ")}`);
  const { meaning, safely } = explanation;
  return { text: safely === undefined ? meaning : `${meaning}\nSafely: ${safely}`, exitCode: EXIT.safe };
}
