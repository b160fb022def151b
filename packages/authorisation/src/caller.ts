import type { Caller, Person, Role } from "@threefold/identity";
import type { Kind } from "./probe.ts";

/** Somebody of a kind, for whoever speaks to a subgraph itself. Strangers have ids that nobody else has. */
export function callerOf(kind: Kind, owner: Person): Caller {
  switch (kind) {
    case "anonymous":
      return { kind: "anonymous" };
    case "owner":
      return owner;
    case "other customer":
      return stranger("CUSTOMER");
    case "other seller":
      return stranger("SELLER");
    case "staff":
      return stranger("STAFF");
    case "admin":
      return stranger("ADMIN");
    default: {
      const scope = kind.slice("key ".length);
      return { kind: "partner", id: owner.id, scopes: scope.includes(":") ? [scope] : [] };
    }
  }
}

const stranger = (role: Role): Person => ({ kind: "person", id: crypto.randomUUID(), role, scopes: [] });
