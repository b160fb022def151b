export { createPrismaAdapter, type PrismaAdapter, type PrismaAdapterOptions } from "./adapter.ts";
export { withConnection } from "./connection.ts";
export { type Credentials, type DatabaseCredentials, readCredentials, readOrCreateCredentials } from "./credentials.ts";
export { currentDeadline, runUntil } from "./deadline.ts";
export { DatabaseError } from "./error.ts";
export { migrate } from "./migrate.ts";
export { ownerOf, placeOf, serviceOf, urlFor } from "./names.ts";
export { type DatabaseToProvision, type ProvisionedDatabase, provision } from "./provision.ts";
export { endWhenSilent, KEEP_ALIVE } from "./silence.ts";
export { recordStatements, type Statement } from "./statements.ts";
export {
  type IsolationLevel,
  inTransaction,
  isOutOfTurn,
  isRetryable,
  type Transactional,
  type TransactionOptions,
} from "./transaction.ts";
export { unlessTaken } from "./unique.ts";
export { isUnreachable } from "./unreachable.ts";
