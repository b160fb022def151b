import { keyset } from "@threefold/pagination";

/** The order in which people are listed, newest first; prisma/users has an index for it, with and without a role. */
export const newestPeople = keyset("people:NEWEST", "desc", [
  { field: "createdAt", type: "date", sqlType: "timestamptz" },
  { field: "id", type: "string", sqlType: "uuid" },
]);
