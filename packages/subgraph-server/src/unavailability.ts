import { isOutOfTurn, isUnreachable } from "@threefold/database";
import { DomainError } from "./errors.ts";

/**
 * What an error means that nobody expected, of a request whose database could not be reached, or had no turn for it: it is logged,
 * and whoever asks may ask again. undefined when that was not the reason.
 */
export function unavailabilityOf(
  cause: unknown,
  logger: { error(about: object, message: string): void },
): DomainError | undefined {
  const isBusy = isOutOfTurn(cause);
  if (!isBusy && !isUnreachable(cause)) return undefined;
  logger.error({ err: cause }, isBusy ? "the database is too busy" : "the database cannot be reached");
  return new DomainError("SERVICE_UNAVAILABLE", "The data cannot be had at the moment. Try again soon.", [], { cause });
}
