import { CannotCheck } from "./failure.ts";
import type { Finding } from "./finding.ts";
import type { Usage } from "./operations/usage.ts";

const DAY_MS = 86_400_000;

/**
 * Takes for harmless what breaks only operations that nobody sent lately.
 * @throws CannotCheck without usage figures: nothing would be known of who sends what
 */
export function forgiveUnused(
  findings: readonly Finding[],
  usage: Usage | undefined,
  days: number,
  now: Date,
): Finding[] {
  if (!usage) throw new CannotCheck("--ignore-unused-since needs --usage FILE, which says what is used");
  const since = now.getTime() - days * DAY_MS;
  return findings.map((finding): Finding => {
    if (finding.severity !== "breaking" || finding.affects === undefined) return finding;
    if (finding.affects.some(({ name }) => (usage.lastSeen(name) ?? 0) >= since)) return finding;
    const message = `${finding.message} (nobody sent an operation that uses it in the last ${days} days)`;
    return { ...finding, severity: "notice", message };
  });
}
