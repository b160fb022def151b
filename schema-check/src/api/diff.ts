import { type Change, CriticalityLevel, diff } from "@graphql-inspector/core";
import type { Composed } from "../composition/composed.ts";
import { locate } from "../composition/places.ts";
import type { Finding, Severity } from "../finding.ts";
import { judge } from "./judge.ts";

/** What changed for clients: between the API schemas, which have nothing of federation in them. */
export async function compareApi(base: Composed, head: Composed): Promise<Finding[]> {
  const changes = await diff(base.supergraph.apiSchema, head.supergraph.apiSchema);
  return changes.flatMap((change) => {
    const coordinate = coordinateOf(change);
    const severity =
      judge(change, coordinate, base.supergraph.apiSchema, head.supergraph.apiSchema) ??
      LEVELS[change.criticality.level];
    if (severity === "ignored") return [];
    return [
      {
        code: change.type,
        severity,
        message: change.message.replaceAll(/'((?:[\w.!@[\]():"-]|: )+)'/g, "`$1`").replace(/`undefined`/, "none"),
        coordinate,
        ...throughOf(change),
        ...locate(coordinate, head.places, base.places),
      },
    ];
  });
}

const LEVELS: Readonly<Record<CriticalityLevel, Severity>> = {
  [CriticalityLevel.Breaking]: "breaking",
  [CriticalityLevel.Dangerous]: "dangerous",
  [CriticalityLevel.NonBreaking]: "safe",
};

/** The interface that a type joins or leaves: those who select it are whom that touches. */
function throughOf({ meta }: Change): { readonly through?: string } {
  if ("addedInterfaceName" in meta) return { through: String(meta.addedInterfaceName) };
  return "removedInterfaceName" in meta ? { through: String(meta.removedInterfaceName) } : {};
}

/** `Type.field.argument` of the library as a schema coordinate. */
function coordinateOf({ path, type, meta }: Change): string | undefined {
  if (path === undefined) return undefined;
  // The library names only the directive.
  if (type === "DIRECTIVE_ARGUMENT_ADDED") return `${path}(${meta.addedDirectiveArgumentName}:)`;
  const parts = path.split(".");
  const [first = "", second, third] = parts;
  if (first.startsWith("@")) return second === undefined ? first : `${first}(${second}:)`;
  if (third === undefined || third.startsWith("@")) return parts.filter((part) => !part.startsWith("@")).join(".");
  return type.startsWith("FIELD_ARGUMENT") ? `${first}.${second}(${third}:)` : `${first}.${second}`;
}
