import type { SlicingProblem } from "@threefold/federation/cost";
import type { Signal } from "@threefold/upstream";
import { GraphQLError } from "graphql";
import type { Variables } from "../execution/execution.ts";
import type { AnalysedOperation } from "./analyse.ts";
import type { Claims, OperationAuthorisation } from "./authorisation/index.ts";
import type { Charge, ClientBudgets } from "./budget/index.ts";
import type { Guards, PolicyRequest } from "./guards.ts";
import { inTime, NOT_IN_TIME } from "./in-time.ts";
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

/**
 * Lets an operation in, by what it is estimated to cost: for everyone, and for whoever sends it.
 * @param signal until when it waits for whoever keeps the budgets, before the operation and after it
 */
export function admit(
  operation: Pick<AnalysedOperation, "estimate">,
  variables: Variables,
  sender: Pick<Sender, "budget">,
  { maxCost, budgets, reportCost }: Pick<Guards, "maxCost" | "budgets" | "reportCost">,
  signal: Signal,
): Admitted | Promise<Admitted> {
  if (maxCost === undefined && budgets === undefined && !reportCost) return FREE;
  const { cost, problems } = operation.estimate(variables);
  if (problems.length > 0) return { ok: false, errors: problems.map(slicingError) };
  const tooMuch = maxCost === undefined ? undefined : checkCost(cost, maxCost);
  if (tooMuch !== undefined) return { ok: false, errors: [tooMuch] };
  if (budgets === undefined) return { ok: true, admission: { estimatedCost: cost, charge: undefined } };
  return charged(budgets, sender.budget, cost, signal);
}

async function charged(budgets: ClientBudgets, client: string, cost: number, signal: Signal): Promise<Admitted> {
  const charging = budgets.charge(client, cost);
  const charge = await inTime(charging, signal);
  if (charge === undefined) {
    void giveBack(charging);
    return { ok: false, errors: [NOT_IN_TIME] };
  }
  if (!charge.ok) return { ok: false, errors: [charge.error], retryAfter: charge.retryAfter };
  const settle = async (actual: number) => void (await inTime(charge.settle(actual).then(DONE), signal));
  return { ok: true, admission: { estimatedCost: cost, charge: { ...charge, settle } } };
}

/** What is taken after all for an operation that never ran. */
async function giveBack(charging: Promise<Charge>): Promise<void> {
  const charge = await charging.catch(() => undefined);
  if (charge?.ok) await charge.settle(0);
}

const DONE = () => true;

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
