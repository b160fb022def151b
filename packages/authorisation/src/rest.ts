import { expectedOf, type Kind, type Outcome, type Probe } from "./probe.ts";

/** One REST request by which something is reached that a rule guards. */
export interface RestRequest {
  readonly method?: "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** A member of the answer that is null for those who may not see it, though they see the rest. */
  readonly at?: string;
}

/** The REST twin of a probe: who may and who may not is the same, since the rule is. */
export interface RestProbe<Fixture> {
  readonly rule: string;
  readonly way: string;
  readonly request: (fixture: Fixture) => RestRequest;
  readonly expected: (kind: Kind) => Outcome;
}

/**
 * @param ways each REST request by the GraphQL probe (`rule, way`) whose twin it is
 * @throws Error for a probe that is not there
 */
export const twins = <Fixture>(
  probes: readonly Probe<Fixture>[],
  ways: Readonly<Record<string, (fixture: Fixture) => RestRequest>>,
): readonly RestProbe<Fixture>[] =>
  Object.entries(ways).map(([name, request]) => {
    const probe = probes.find(({ rule, way }) => `${rule}, ${way}` === name);
    if (!probe) throw new Error(`no probe is called ${name}`);
    return { rule: probe.rule, way: probe.way, request, expected: (kind) => asRest(expectedOf(probe, kind)) };
  });

/** What is null in a graph is not there over HTTP. */
const asRest = (outcome: Outcome): Outcome => (outcome === "null" ? "NOT_FOUND" : outcome);

const OUTCOMES: Readonly<Record<number, Outcome>> = { 401: "UNAUTHENTICATED", 403: "FORBIDDEN", 404: "NOT_FOUND" };
/** Told to those alone who may ask at all: it is done, or the input or the state of things was against it. */
const ALLOWED: readonly number[] = [200, 201, 204, 400, 409, 412, 422];

/** @throws Error when something else came of it */
export function restOutcomeOf(
  { at }: RestRequest,
  answer: { readonly status: number; readonly body: unknown },
): Outcome {
  const { status, body } = answer;
  const denied = OUTCOMES[status];
  if (denied) return denied;
  if (!ALLOWED.includes(status)) throw new Error(`${status}: ${JSON.stringify(body)}`);
  if (at === undefined) return "allowed";
  const value = at.split(".").reduce<unknown>((inside, part) => Object(inside)[part], body);
  return value === null || value === undefined ? "NOT_FOUND" : "allowed";
}
