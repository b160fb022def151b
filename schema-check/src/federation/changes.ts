import type { Severity } from "../finding.ts";
import type { DirectiveName } from "./model.ts";

/** What it means that a directive came, went, or says something else. */
export interface DirectiveRule {
  readonly added: Severity;
  readonly removed: Severity;
  readonly changed: Severity;
}

/** `@key` has rules of its own: see keys.ts. */
export const RULES: Readonly<Record<Exclude<DirectiveName, "key">, DirectiveRule>> = {
  shareable: { added: "safe", removed: "safe", changed: "safe" },
  external: { added: "dangerous", removed: "dangerous", changed: "safe" },
  requires: { added: "dangerous", removed: "safe", changed: "dangerous" },
  provides: { added: "safe", removed: "dangerous", changed: "dangerous" },
  override: { added: "safe", removed: "dangerous", changed: "safe" },
  // What it takes from clients is told as removed.
  inaccessible: { added: "notice", removed: "safe", changed: "safe" },
  tag: { added: "safe", removed: "safe", changed: "safe" },
  interfaceObject: { added: "dangerous", removed: "dangerous", changed: "safe" },
  authenticated: { added: "breaking", removed: "dangerous", changed: "safe" },
  requiresScopes: { added: "breaking", removed: "dangerous", changed: "breaking" },
  policy: { added: "breaking", removed: "dangerous", changed: "breaking" },
  context: { added: "safe", removed: "dangerous", changed: "dangerous" },
  fromContext: { added: "dangerous", removed: "dangerous", changed: "dangerous" },
  cost: { added: "safe", removed: "safe", changed: "safe" },
  listSize: { added: "safe", removed: "safe", changed: "safe" },
};

/** `requiresScopes` to `REQUIRES_SCOPES`. */
export const codeOf = (directive: DirectiveName): string => directive.replaceAll(/[A-Z]/g, "_$&").toUpperCase();
