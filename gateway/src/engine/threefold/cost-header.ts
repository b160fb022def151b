/** In which header an answer says what it costs. */
const COST_HEADER = "x-graphql-cost";

/** `estimated=20, actual=7`: a dictionary of integers (RFC 9651). What was not run has no actual cost. */
export const costHeaders = (estimated: number, actual: number | undefined): Readonly<Record<string, string>> => ({
  [COST_HEADER]: actual === undefined ? `estimated=${estimated}` : `estimated=${estimated}, actual=${actual}`,
});
