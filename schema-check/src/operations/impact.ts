import { withDefer } from "@threefold/federation";
import { type GraphQLSchema, validate } from "graphql";
import type { Composed } from "../composition/composed.ts";
import { parentOf } from "../composition/places.ts";
import type { AffectedOperation, Finding } from "../finding.ts";
import { coordinatesOf } from "./coordinates.ts";
import type { KnownOperation } from "./operation.ts";
import type { Usage } from "./usage.ts";

export interface Impact {
  readonly findings: readonly Finding[];
  /** The operations that are valid on both sides: those whose plans can be compared. */
  readonly valid: readonly KnownOperation[];
  /** The operations of which it is known what breaks them. */
  readonly tested: readonly KnownOperation[];
}

/** Tells of each finding which known operations it touches, and of operations that break for another reason. */
export function assessImpact(
  findings: readonly Finding[],
  operations: readonly KnownOperation[],
  base: Composed,
  head: Composed,
  usage: Usage | undefined,
): Impact {
  const [before, after] = [base.supergraph.apiSchema, head.supergraph.apiSchema];
  const known = operations.map((operation) => ({
    operation,
    was: errorsOf(operation, before),
    errors: errorsOf(operation, after),
  }));
  // One that is valid by now came with what it asks for.
  const invalid = known.filter(({ was, errors }) => was.length > 0 && errors.length > 0);
  const tested = known
    .filter(({ was }) => was.length === 0)
    .map(({ operation, errors }) => ({ operation, used: coordinatesOf(operation, before), errors }));
  const told = new Set<KnownOperation>();
  const withOperations = findings.map((finding): Finding => {
    const { coordinate, code, severity } = finding;
    if (coordinate === undefined || severity === "safe" || severity === "notice" || severity === "error")
      return finding;
    // Of the supergraph, where operations cannot name it.
    if (code.startsWith("COMPOSE_DIRECTIVE") && coordinate.startsWith("@")) return finding;
    const { users, ifBroken } = touches(code, coordinate);
    const touched = tested.filter(
      ({ used, errors }) => users.some((each) => used.has(each)) || (errors.length > 0 && used.has(ifBroken ?? "")),
    );
    // A finding that lets the change through explains no break.
    if (severity === "breaking") for (const { operation } of touched) told.add(operation);
    return { ...finding, affects: touched.map(({ operation, errors }) => affected(operation, errors, usage)) };
  });
  const unexplained = tested.filter(({ operation, errors }) => errors.length > 0 && !told.has(operation));
  return {
    findings: [
      ...withOperations,
      ...unexplained.map(({ operation, errors }) => broken(operation, errors, usage)),
      ...invalid.map(({ operation, was }) => invalidBefore(operation, was)),
    ],
    valid: tested.filter(({ errors }) => errors.length === 0).map(({ operation }) => operation),
    tested: tested.map(({ operation }) => operation),
  };
}

const errorsOf = ({ document }: KnownOperation, schema: GraphQLSchema): string[] =>
  validate(withDefer(schema), document).map(({ message }) => message);

interface Touch {
  /** Coordinates whose users a change touches: not always those of what changed itself. */
  readonly users: readonly string[];
  /** And of what else, when they are no longer valid: who leaves out what must be there from now on. */
  readonly ifBroken?: string;
}

function touches(code: string, coordinate: string): Touch {
  const around = parentOf(coordinate) ?? coordinate;
  switch (code) {
    case "ENUM_VALUE_ADDED":
    case "UNION_MEMBER_ADDED":
    case "OBJECT_TYPE_INTERFACE_ADDED":
    case "FIELD_ARGUMENT_ADDED":
    case "DIRECTIVE_ARGUMENT_ADDED":
    case "DIRECTIVE_ARGUMENT_DEFAULT_VALUE_CHANGED":
      return { users: [around] };
    // Who leaves it out gets another value than before.
    case "FIELD_ARGUMENT_DEFAULT_CHANGED":
      return { users: [around] };
    case "INPUT_FIELD_ADDED":
    case "INPUT_FIELD_DEFAULT_VALUE_CHANGED":
      return { users: [`${around} in`] };
    case "FIELD_ARGUMENT_TYPE_CHANGED":
    case "DIRECTIVE_ARGUMENT_TYPE_CHANGED":
      return { users: [coordinate], ifBroken: around };
    case "INPUT_FIELD_TYPE_CHANGED":
      return { users: [coordinate], ifBroken: `${around} in` };
    default:
      return { users: [coordinate] };
  }
}

const affected = (
  { name, place }: KnownOperation,
  errors: readonly string[],
  usage: Usage | undefined,
): AffectedOperation => ({ name, place, errors, count: usage?.countOf(name) });

function broken(operation: KnownOperation, errors: readonly string[], usage: Usage | undefined): Finding {
  return {
    code: "OPERATION_BROKEN",
    severity: "breaking",
    message: `${operation.name} is no longer valid: ${errors.join("; ")}`,
    place: operation.place,
    affects: [affected(operation, errors, usage)],
  };
}

function invalidBefore({ name, place }: KnownOperation, errors: readonly string[]): Finding {
  const message = `${name} was not valid before this change either: ${errors.join("; ")}`;
  return { code: "OPERATION_INVALID", severity: "notice", message, place };
}
