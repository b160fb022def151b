import { keyset } from "@threefold/pagination";

/** The order in which API keys are listed, newest first; prisma/users has an index for it. */
export const newestKeys = keyset("apiKeys:NEWEST", "desc", [
  { field: "createdAt", type: "date", sqlType: "timestamptz" },
  { field: "id", type: "string", sqlType: "uuid" },
]);
