import { serverAudits } from "graphql-http";

/** What the audits of graphql-http find at a GraphQL endpoint: how many are content, and the others' ids by their status. */
export async function auditsOf(url: string): Promise<{ ok: number; others: Record<string, string[]> }> {
  const others: Record<string, string[]> = {};
  let ok = 0;
  for (const audit of serverAudits({ url })) {
    const { status } = await audit.fn();
    if (status === "ok") ok += 1;
    else others[status] = [...(others[status] ?? []), audit.id].sort();
  }
  return { ok, others };
}

/** MAYs of the audits: GET from a page elsewhere. CSRF prevention refuses it. */
export const REFUSED_AS_FORGED = { notice: ["5A70", "6A70", "D6D5"] };
