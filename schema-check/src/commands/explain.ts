import { explain, KNOWN_CODES } from "../codes/codes.ts";
import { CannotCheck, UsageError } from "../failure.ts";
import type { Outcome } from "../main.ts";
import type { Options } from "../options.ts";
import { EXIT } from "../verdict.ts";

/** `schema-check explain CODE`. */
export async function runExplain({ operands: [code] }: Options): Promise<Outcome> {
  if (code === undefined) throw new UsageError("explain needs a code");
  const explanation = explain(code.toUpperCase());
  if (!explanation)
    throw new CannotCheck(`there is no explanation of ${code}. There is one of ${KNOWN_CODES.join(", ")}`);
  return { text: `${explanation.meaning}\nWhat to do: ${explanation.advice}`, exitCode: EXIT.safe };
}
