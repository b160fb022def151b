import type { Circuit, CircuitOutcome } from "@threefold/upstream";
import type { ClientParts } from "./client.ts";
import type { OperationContext } from "./context.ts";
import { DEADLINE_HEADER, type Deadline, startDeadline } from "./deadline.ts";
import type { Exchange, Received, Sending } from "./exchange.ts";
import { type FailureKindName, SubgraphFailure } from "./failure.ts";
import { exchangeWithFault } from "./faulty-exchange.ts";
import { failureOf, readResponse } from "./response.ts";

/** What one attempt brought. */
export interface AttemptAnswer extends Received {
  readonly body: Record<string, unknown>;
}

/**
 * Sends a request once.
 * @throws SubgraphFailure
 */
export type Attempt = (
  body: string,
  headers: Record<string, string>,
  context: OperationContext,
) => Promise<AttemptAnswer>;

/** One attempt: if the circuit admits it, within its time, with the fault that was asked for. */
export function createAttempt(
  { name, settings, faults, clock }: ClientParts,
  path: string,
  exchange: Exchange,
  circuit: Circuit | undefined,
): Attempt {
  const send = (sending: Sending, context: OperationContext): Promise<Received> => {
    const fault = faults && (context.faults?.get(name) ?? faults.faults.get(name));
    return fault === undefined ? exchange(sending) : exchangeWithFault(fault, exchange, sending, clock);
  };

  const within = async (
    deadline: Deadline,
    body: string,
    headers: Record<string, string>,
    context: OperationContext,
  ): Promise<AttemptAnswer> => {
    const admission = circuit?.admit();
    if (circuit && !admission) throw new SubgraphFailure(name, "cut off", `its circuit is ${circuit.state}`);
    const startedAt = clock.now();
    headers[DEADLINE_HEADER] = String(Math.ceil(deadline.remaining()));
    let outcome: CircuitOutcome = "unknown";
    try {
      let received: Received;
      try {
        received = await send({ path, headers, body, signal: deadline.signal }, context);
      } catch (error) {
        throw failureOf(name, error, clock.now() - startedAt, deadline);
      }
      const { status, headers: answered, text, bytes } = received;
      const answer = { status, headers: answered, text, bytes, body: readResponse(name, received) };
      outcome = "well";
      return answer;
    } catch (error) {
      if (error instanceof SubgraphFailure) outcome = outcomeOf(error);
      throw error;
    } finally {
      circuit?.settle(outcome, admission);
    }
  };

  const withinLess: typeof within = async ({ signal }, ...sending) => {
    using shorter = startDeadline(settings.timeout ?? 0, clock, signal);
    return await within(shorter, ...sending);
  };

  return (body, headers, context) => {
    const { timeout } = settings;
    const { deadline } = context;
    const isShorter = timeout !== undefined && timeout < deadline.remaining();
    return (isShorter ? withinLess : within)(deadline, body, headers, context);
  };
}

/** What a failure says of its subgraph: nothing when nothing was sent, or it was not waited for long enough to know. */
const outcomeOf = ({ showsUnwell, kind }: SubgraphFailure): CircuitOutcome =>
  showsUnwell ? "unwell" : UNKNOWN.includes(kind) ? "unknown" : "well";

const UNKNOWN: readonly FailureKindName[] = ["hurried", "abandoned", "unsendable"];
