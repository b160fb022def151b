import { DatabaseSilent } from "./silence.ts";

/** PostgreSQL's codes (appendix A): no connection, and a server that stops, has crashed or is starting. */
const SQLSTATE = /^(?:08\w{3}|57P0[1-3])$/;
/** What Prisma's adapter makes of Node's errors, and of a server that takes no more connections. */
const KINDS = ["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"];
/** What `pg` says without a code. */
const PG = /^(?:Connection terminated|timeout exceeded when trying to connect)/;

/**
 * Whether a statement failed only because its database could not be reached, or not any more: what was under way may have
 * been done all the same. Prisma has the driver's error somewhere inside its own.
 */
export function isUnreachable(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (error instanceof DatabaseSilent) return true;
  const { code, originalCode, kind, message, meta, cause, driverAdapterError } = error as Record<string, unknown>;
  if ([code, originalCode].some((each) => typeof each === "string" && SQLSTATE.test(each))) return true;
  if (KINDS.includes(String(kind)) || PG.test(String(message))) return true;
  return [meta, cause, driverAdapterError].some(isUnreachable);
}
