import type { ChangedElement, FederationFinding } from "./compare.ts";
import type { Element } from "./model.ts";

interface Key {
  readonly fields: string;
  readonly resolvable: boolean;
}

/**
 * What becomes of an entity's keys. A gateway that still has the supergraph of before asks by the keys of before: one that
 * goes is broken for as long as the two are out of step, also where the new supergraph does without it.
 */
export function compareKeys({ subgraph, before, after }: ChangedElement): FederationFinding[] {
  const { coordinate } = after;
  const [was, is] = [keysOf(before), keysOf(after)];
  const finding = (code: string, severity: FederationFinding["severity"], message: string): FederationFinding => ({
    code,
    severity,
    message: `${message} in ${subgraph}`,
    coordinate,
    subgraph,
  });
  const gone = was.filter(({ fields }) => !is.some((key) => key.fields === fields));
  const come = is.filter(({ fields }) => !was.some((key) => key.fields === fields));
  const changes = was.flatMap(({ fields, resolvable }): FederationFinding[] => {
    const now = is.find((key) => key.fields === fields);
    if (!now || now.resolvable === resolvable) return [];
    return resolvable
      ? [finding("KEY_MADE_UNRESOLVABLE", "breaking", `\`${coordinate}\` is no longer resolved by \`${fields}\``)]
      : [finding("KEY_MADE_RESOLVABLE", "safe", `\`${coordinate}\` is now resolved by \`${fields}\``)];
  });
  const removed = gone.map(({ fields, resolvable }) =>
    finding(
      come.length > 0 ? "KEY_CHANGED" : "KEY_REMOVED",
      resolvable ? "breaking" : "dangerous",
      come.length > 0
        ? `\`${coordinate}\` has the key \`${come.map((key) => key.fields).join("`, `")}\` instead of \`${fields}\``
        : `\`${coordinate}\` lost the key \`${fields}\``,
    ),
  );
  const added =
    gone.length > 0
      ? []
      : come.map(({ fields }) => finding("KEY_ADDED", "safe", `\`${coordinate}\` also has the key \`${fields}\``));
  return [...changes, ...removed, ...added];
}

function keysOf({ directives }: Element): Key[] {
  return (directives.get("key") ?? []).map((given) => ({
    fields: normalized(given.get("fields") ?? ""),
    resolvable: given.get("resolvable") !== "false",
  }));
}

/** `a  { b }` and `a{b}` are one key, and so are its fields in another order. */
function normalized(fields: string): string {
  const parts = fields
    .replaceAll(/([{}])/g, " $1 ")
    .trim()
    .split(/[\s,]+/);
  return fields.includes("{") ? parts.join(" ") : parts.sort().join(" ");
}
