export {
  CIRCUIT_DEFAULTS,
  type Circuit,
  type CircuitOptions,
  type CircuitOutcome,
  type CircuitState,
  createCircuit,
} from "./circuit.ts";
export { type Clock, systemClock } from "./clock.ts";
export { createRetryBudget, pauseBefore, RETRY_DEFAULTS, type RetryOptions } from "./retry.ts";
export { Abortable, type Signal } from "./signal.ts";
