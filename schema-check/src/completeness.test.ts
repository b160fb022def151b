import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ChangeType } from "@graphql-inspector/core";
import { BreakingChangeType, DangerousChangeType } from "graphql";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { explain } from "./codes/codes.ts";

const CORPUS = fileURLToPath(new URL("../corpus", import.meta.url));

interface Expected {
  readonly code: string;
  readonly severity: string;
}
/** Codes by which the corpus expects something to be found, with the severities that it expects. */
const found = new Map<string, Set<string>>();
for (const name of readdirSync(CORPUS)) {
  const { findings } = parse(readFileSync(`${CORPUS}/${name}/expected.yaml`, "utf8")) as { findings: Expected[] };
  for (const { code, severity } of findings) found.set(code, (found.get(code) ?? new Set()).add(severity));
}

/** What graphql-js calls a change, and by which code it is found here. */
const OF_GRAPHQL_JS: Readonly<Record<BreakingChangeType | DangerousChangeType, [code: string, severity: string]>> = {
  TYPE_REMOVED: ["TYPE_REMOVED", "breaking"],
  TYPE_CHANGED_KIND: ["TYPE_KIND_CHANGED", "breaking"],
  TYPE_REMOVED_FROM_UNION: ["UNION_MEMBER_REMOVED", "breaking"],
  VALUE_REMOVED_FROM_ENUM: ["ENUM_VALUE_REMOVED", "breaking"],
  REQUIRED_INPUT_FIELD_ADDED: ["INPUT_FIELD_ADDED", "breaking"],
  IMPLEMENTED_INTERFACE_REMOVED: ["OBJECT_TYPE_INTERFACE_REMOVED", "breaking"],
  FIELD_REMOVED: ["FIELD_REMOVED", "breaking"],
  FIELD_CHANGED_KIND: ["FIELD_TYPE_CHANGED", "breaking"],
  REQUIRED_ARG_ADDED: ["FIELD_ARGUMENT_ADDED", "breaking"],
  ARG_REMOVED: ["FIELD_ARGUMENT_REMOVED", "breaking"],
  ARG_CHANGED_KIND: ["FIELD_ARGUMENT_TYPE_CHANGED", "breaking"],
  DIRECTIVE_REMOVED: ["DIRECTIVE_REMOVED", "breaking"],
  DIRECTIVE_ARG_REMOVED: ["DIRECTIVE_ARGUMENT_REMOVED", "breaking"],
  REQUIRED_DIRECTIVE_ARG_ADDED: ["DIRECTIVE_ARGUMENT_ADDED", "breaking"],
  DIRECTIVE_REPEATABLE_REMOVED: ["DIRECTIVE_REPEATABLE_REMOVED", "breaking"],
  DIRECTIVE_LOCATION_REMOVED: ["DIRECTIVE_LOCATION_REMOVED", "breaking"],
  VALUE_ADDED_TO_ENUM: ["ENUM_VALUE_ADDED", "dangerous"],
  TYPE_ADDED_TO_UNION: ["UNION_MEMBER_ADDED", "dangerous"],
  OPTIONAL_INPUT_FIELD_ADDED: ["INPUT_FIELD_ADDED", "dangerous"],
  OPTIONAL_ARG_ADDED: ["FIELD_ARGUMENT_ADDED", "dangerous"],
  IMPLEMENTED_INTERFACE_ADDED: ["OBJECT_TYPE_INTERFACE_ADDED", "dangerous"],
  ARG_DEFAULT_VALUE_CHANGE: ["FIELD_ARGUMENT_DEFAULT_CHANGED", "dangerous"],
};

test.each([...Object.values(BreakingChangeType), ...Object.values(DangerousChangeType)])(
  "what graphql-js calls %s is found through a federated schema",
  (type) => {
    const [code, severity] = OF_GRAPHQL_JS[type];
    expect(found.get(code)).toContain(severity);
  },
);

/** Changes of the library that nobody has to fear in themselves. */
const HARMLESS = /DESCRIPTION|^DIRECTIVE_USAGE|_ADDED$|DEPRECATION/;
/** Added, and still to be feared. */
const FEARED = ["ENUM_VALUE_ADDED", "UNION_MEMBER_ADDED", "INPUT_FIELD_ADDED", "FIELD_ARGUMENT_ADDED"];

test.each(Object.values(ChangeType).filter((type) => !HARMLESS.test(type) || FEARED.includes(type)))(
  "what graphql-inspector calls %s is found through a federated schema",
  (type) => {
    // A supergraph's query type has one name, whatever the subgraphs call theirs.
    if (type !== "SCHEMA_QUERY_TYPE_CHANGED") expect([...found.keys()]).toContain(type);
  },
);

/** Composition's own codes are explained by Apollo. */
test("every code that is found and is not composition's has an explanation", () => {
  const ours = [...found].filter(([, severities]) => !severities.has("error")).map(([code]) => code);
  expect(ours.filter((code) => explain(code) === undefined)).toEqual([]);
});
