import { CannotCheck } from "./failure.ts";
import type { Finding } from "./finding.ts";
import type { Usage } from "./operations/usage.ts";

const DAY_MS = 86_400_000;
/** Names that a message has room for. */
const MOST_NAMED = 5;
/** What tools send: it asks the schema for itself, and breaks by no change of it. */
const OF_TOOLS = "IntrospectionQuery";

/**
 * Takes for harmless what breaks only operations that nobody sent lately. That is known only where every operation that was
 * sent is held against the schema: while there is another, nothing is taken for harmless.
 * @param tested names of the operations that were held against the schema
 * @throws CannotCheck without usage figures: nothing would be known of who sends what
 */
export function forgiveUnused(
  findings: readonly Finding[],
  usage: Usage | undefined,
  days: number,
  now: Date,
  tested: ReadonlySet<string>,
): readonly Finding[] {
  if (!usage) throw new CannotCheck("--ignore-unused-since needs --usage FILE, which says what is used");
  const since = now.getTime() - days * DAY_MS;
  const unknown = usage.sentSince(since).filter((name) => name !== OF_TOOLS && !tested.has(name));
  if (unknown.length > 0) return [...findings, untested(unknown, days)];
  return findings.map((finding): Finding => {
    if (finding.severity !== "breaking" || finding.affects === undefined) return finding;
    if (finding.affects.some(({ name }) => (usage.lastSeen(name) ?? 0) >= since)) return finding;
    const message = `${finding.message} (nobody sent an operation that uses it in the last ${days} days)`;
    return { ...finding, severity: "notice", message };
  });
}

function untested(names: readonly string[], days: number): Finding {
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  const named = `${names.slice(0, MOST_NAMED).join(", ")}${more}`;
  return {
    code: "USAGE_UNKNOWN_OPERATIONS",
    severity: "notice",
    message: `clients sent ${named} in the last ${days} days, and these could not be checked. While that is so, --ignore-unused-since ignores nothing`,
  };
}
