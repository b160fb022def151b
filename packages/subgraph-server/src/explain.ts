import { recordStatements } from "@threefold/database";
import type { ExecutorAnswer } from "@threefold/graphql-http";
import type { Verified } from "@threefold/identity";

/**
 * Tells in an answer's extensions which SQL statements it caused: how many and how long they took, and their text where
 * that was asked for. Only for a caller whose token says so: a gateway that explains an operation. Nothing is recorded for others.
 */
export async function withStatements(
  run: () => Promise<ExecutorAnswer>,
  { explain }: Verified,
): Promise<ExecutorAnswer> {
  if (explain === undefined) return run();
  const { result: answer, statements: recorded } = await recordStatements(run);
  const statements = {
    count: recorded.length,
    ms: Math.round(recorded.reduce((sum, { ms }) => sum + ms, 0) * 1000) / 1000,
    ...(explain === "text" && { list: recorded }),
  };
  const body = JSON.parse(answer.text);
  return { ...answer, text: JSON.stringify({ ...body, extensions: { ...body.extensions, statements } }) };
}
