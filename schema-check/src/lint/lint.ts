import { type FieldDefinitionNode, Kind } from "graphql";
import type { Composed } from "../composition/composed.ts";
import { elementsOf, placeOf } from "../composition/places.ts";
import type { Finding } from "../finding.ts";
import { LINT_RULES, type Subject } from "./rules.ts";

/** What of the house's rules is looked at, and whether also where nothing changed. */
export interface LintSettings {
  readonly off: readonly string[];
  readonly scope: "changed" | "all";
}

/** Holds the schema to the house's rules: what is new against them, or all that is. */
export function lint(head: Composed, base: Composed | undefined, { off, scope }: LintSettings): Finding[] {
  // What a supergraph tells of its subgraphs is not as somebody wrote it.
  if (head.takenApart) return [];
  const known = scope === "all" || !base ? new Set() : new Set(subjectsOf(base).flatMap(problemsOf).map(identify));
  return subjectsOf(head)
    .flatMap(problemsOf)
    .filter((problem) => !off.includes(problem.rule.name) && !known.has(identify(problem)))
    .map(({ rule, subject, problem }) => ({
      code: `LINT_${rule.name.replaceAll("-", "_").toUpperCase()}`,
      severity: "lint",
      message: `\`${subject.coordinate}\` ${problem}: ${rule.why}`,
      coordinate: subject.coordinate,
      place: placeOf(subject.node, subject.subgraph),
      advice: rule.fix,
    }));
}

interface PlacedSubject extends Subject {
  readonly subgraph: string;
}

function subjectsOf({ subgraphs }: Composed): PlacedSubject[] {
  const fields = new Map<string, FieldDefinitionNode[]>();
  const subjects = subgraphs.flatMap(({ name: subgraph, document }) =>
    document.definitions.flatMap((definition) =>
      [...elementsOf(definition)].map(([coordinate, node]): PlacedSubject => {
        if (node.kind === Kind.FIELD_DEFINITION) {
          const type = coordinate.slice(0, coordinate.indexOf("."));
          fields.set(type, [...(fields.get(type) ?? []), node]);
        }
        return { subgraph, coordinate, node, fieldsOf: (type) => fields.get(type) ?? [] };
      }),
    ),
  );
  // A type that several subgraphs have a part of is described where its own subgraph has it.
  const described = new Set(
    subjects.flatMap(({ coordinate, node }) => ("description" in node && node.description ? [coordinate] : [])),
  );
  return subjects.filter(
    ({ coordinate, node }) => ("description" in node && node.description) || !described.has(coordinate),
  );
}

const problemsOf = (subject: PlacedSubject) =>
  LINT_RULES.flatMap((rule) => {
    const problem = rule.check(subject);
    return problem === undefined ? [] : [{ rule, subject, problem }];
  });

const identify = ({ rule, subject, problem }: ReturnType<typeof problemsOf>[number]) =>
  `${rule.name} ${subject.coordinate} ${problem}`;
