import { relative } from "node:path";
import type { GraphQLError, Location } from "graphql";

/** One thing that is wrong with a subgraph's schema or with what the subgraphs say together. */
export interface Problem {
  /** For example `FIELD_TYPE_MISMATCH`: https://www.apollographql.com/docs/graphos/reference/federation/errors */
  readonly code: string;
  readonly message: string;
  /** The subgraph that has it, where one alone does. */
  readonly subgraph?: string | undefined;
  /** Where it stands: a path as the reader of the message would type it, and a line and column counted from 1. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Subgraphs that make no supergraph. `problems` is never empty; the message has a line for each of them. */
export class CompositionError extends Error {
  override readonly name = "CompositionError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join("\n"));
    this.problems = problems;
  }
}

/** One problem as `file:line:column: message (CODE)`. Messages that need several lines keep them. */
export function describeProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(":");
  const subject = place === "" && problem.subgraph !== undefined ? `subgraph ${problem.subgraph}` : place;
  return `${subject === "" ? "" : `${subject}: `}${problem.message} (${problem.code})`;
}

/** A path relative to where the program runs, as in the messages of compilers. */
export const shownPath = (file: string): string => relative(process.cwd(), file) || file;

/** What GraphQL's and Apollo's errors say, with the place that the first of their nodes names. */
export function problemOf(error: GraphQLError, fallbackCode: string): Problem {
  const node = error.nodes?.find((candidate) => candidate.loc !== undefined);
  const place = placeOf(node?.loc) ?? {
    file: error.source?.name,
    line: error.locations?.[0]?.line,
    column: error.locations?.[0]?.column,
  };
  const prefix = /^\[([^\]]+)\] /.exec(error.message);
  const code = error.extensions["code"];
  return {
    code: typeof code === "string" ? code : fallbackCode,
    message: prefix ? error.message.slice(prefix[0].length) : error.message,
    subgraph: prefix?.[1],
    ...place,
  };
}

/** A file that is missing or cannot be read. */
export function unreadable(error: unknown, path: string, subgraph?: string): Problem {
  const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: "UNREADABLE_FILE",
    message: missing ? "there is no such file" : `cannot be read: ${reason}`,
    file: path,
    subgraph,
  };
}

function placeOf(location: Location | undefined) {
  if (location === undefined) return undefined;
  return {
    file: location.source.name,
    line: location.startToken.line,
    column: location.startToken.column,
  };
}
