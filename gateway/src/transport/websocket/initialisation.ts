import type { IncomingHttpHeaders } from "node:http";
import { isIncrementalSpec, type TakesParts } from "../../operation/defer/index.ts";
import { isFieldValue } from "../../subgraph/header-rules.ts";
import { BY_DEFAULT } from "../streams/forms.ts";

type Payload = Readonly<Record<string, unknown>>;

/**
 * Headers in the payload of `connection_init`: each by itself, or together under `headers`. Cookies are not read.
 * @returns undefined when one of them has a value that no header can have
 */
export function headersIn(payload: Payload, names: ReadonlySet<string>): IncomingHttpHeaders | undefined {
  const { headers } = payload;
  const given = { ...payload, ...(typeof headers === "object" && headers !== null ? headers : {}) };
  const found = Object.entries(given).flatMap(([name, value]) =>
    typeof value === "string" && names.has(name.toLowerCase()) ? [[name.toLowerCase(), value] as const] : [],
  );
  return found.every(([, value]) => isFieldValue(value)) ? Object.fromEntries(found) : undefined;
}

/**
 * In which form answers in parts are taken, by `incrementalSpec` in the payload of `connection_init`.
 * @returns undefined for one that nobody knows
 */
export function takesPartsIn({ incrementalSpec: spec = BY_DEFAULT.spec }: Payload): TakesParts | undefined {
  return isIncrementalSpec(spec) ? { ...BY_DEFAULT, spec } : undefined;
}
