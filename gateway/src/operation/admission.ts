import type { SlicingProblem } from "@threefold/federation/cost";
import { GraphQLError } from "graphql";
import type { Variables } from "../execution/execution.ts";
import type { AnalysedOperation } from "./analyse.ts";
import type { Claims, OperationAuthorisation } from "./authorisation/index.ts";
import type { Charge, ClientBudgets } from "./budget/index.ts";
import type { Guards, PolicyRequest } from "./guards.ts";
import { checkCost } from "./limits/index.ts";

/** Whoever sends an operation, as far as guards look at them. */
export interface Sender {
  readonly claims: Claims;
  /** Whose budget it is: a client's, or an address's. */
  readonly budget: string;
  readonly policyRequest: PolicyRequest;
}

/** What an operation is estimated to cost, and what was taken for it. */
export interface Admission {
  /** Absent where nobody wants to know. */
  readonly estimatedCost: number | undefined;
  readonly charge: (Charge & { readonly ok: true }) | undefined;
}

export type Admitted =
  | { readonly ok: true; readonly admission: Admission }
  | {
      readonly ok: false;
      readonly errors: readonly GraphQLError[];
      /** Seconds after which it may be sent again, when that is why. */
      readonly retryAfter?: number | undefined;
    };

const FREE: Admitted = { ok: true, admission: { estimatedCost: undefined, charge: undefined } };

/** Lets an operation in, by what it is estimated to cost: for everyone, and for whoever sends it. */
export function admit(
  operation: AnalysedOperation,
  variables: Variables,
  sender: Sender,
  { maxCost, budgets, reportCost }: Guards,
): Admitted | Promise<Admitted> {
  if (maxCost === undefined && budgets === undefined && !reportCost) return FREE;
  const { cost, problems } = operation.estimate(variables);
  if (problems.length > 0) return { ok: false, errors: problems.map(slicingError) };
  const tooMuch = maxCost === undefined ? undefined : checkCost(cost, maxCost);
  if (tooMuch !== undefined) return { ok: false, errors: [tooMuch] };
  if (budgets === undefined) return { ok: true, admission: { estimatedCost: cost, charge: undefined } };
  return charged(budgets, sender, cost);
}

async function charged(budgets: ClientBudgets, sender: Sender, cost: number): Promise<Admitted> {
  const charge = await budgets.charge(sender.budget, cost);
  if (!charge.ok) return { ok: false, errors: [charge.error], retryAfter: charge.retryAfter };
  return { ok: true, admission: { estimatedCost: cost, charge } };
}

const slicingError = ({ message, node }: SlicingProblem): GraphQLError =>
  new GraphQLError(message, { nodes: node, extensions: { code: "BAD_USER_INPUT" } });

/** What of an operation its sender may see. Policies are asked about only when it has some. */
export function decide(
  { authorisation }: AnalysedOperation,
  { claims, policyRequest }: Sender,
  { policies }: Guards,
): string | Promise<string> {
  if (authorisation.requirements.length === 0) return "";
  if (authorisation.policies.length === 0) return authorisation.decide(claims, NONE);
  return decideByPolicies(authorisation, claims, policies(authorisation.policies, policyRequest));
}

async function decideByPolicies(
  authorisation: OperationAuthorisation,
  claims: Claims,
  held: Promise<Iterable<string>>,
): Promise<string> {
  return authorisation.decide(claims, new Set(await held));
}

const NONE: ReadonlySet<string> = new Set();
