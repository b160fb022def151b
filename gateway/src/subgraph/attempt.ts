import type { Circuit } from "@threefold/upstream";
import type { ClientParts } from "./client.ts";
import type { OperationContext } from "./context.ts";
import { DEADLINE_HEADER, type Deadline, startDeadline } from "./deadline.ts";
import type { Exchange, Received, Sending } from "./exchange.ts";
import { SubgraphFailure } from "./failure.ts";
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
    const startedAt = clock.now();
    headers[DEADLINE_HEADER] = String(Math.ceil(deadline.remaining()));
    let received: Received;
    try {
      received = await send({ path, headers, body, signal: deadline.signal }, context);
    } catch (error) {
      throw failureOf(name, error, clock.now() - startedAt, deadline);
    }
    return { ...received, body: readResponse(name, received) };
  };

  return async (body, headers, context) => {
    if (circuit?.admits() === false) throw new SubgraphFailure(name, "cut off", `its circuit is ${circuit.state}`);
    const { deadline } = context;
    let unwell = false;
    let known = false;
    try {
      if (settings.timeout === undefined || settings.timeout >= deadline.remaining()) {
        const answer = await within(deadline, body, headers, context);
        known = true;
        return answer;
      }
      using shorter = startDeadline(settings.timeout, clock, deadline.signal);
      const answer = await within(shorter, body, headers, context);
      known = true;
      return answer;
    } catch (error) {
      if (error instanceof SubgraphFailure) {
        unwell = error.showsUnwell;
        known = unwell || error.kind !== "hurried";
      }
      throw error;
    } finally {
      circuit?.settle(known ? (unwell ? "unwell" : "well") : "unknown");
    }
  };
}
