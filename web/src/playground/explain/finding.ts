import type { ExplainedFetch } from "./explanation.ts";
import { counted } from "./units.ts";

/** What the requests of an answer did for it, in a sentence. One that failed completed nothing. */
export function findingOf(fetches: readonly ExplainedFetch[]): string {
  const answered = fetches.filter(({ failed }) => !failed);
  const sum = (of: "needed" | "sent") => answered.reduce((all, fetch) => all + (fetch.representations?.[of] ?? 0), 0);
  const failed = fetches.length - answered.length;
  const requests =
    failed === 0
      ? `${counted(fetches.length, "request")} answered it`
      : `${failed} of ${counted(fetches.length, "request")} failed`;
  if (sum("needed") === 0) return `${requests}.`;
  const completed = sum("needed") === 1 ? "was completed" : "were completed";
  return `${requests}; ${counted(sum("needed"), "object")} ${completed} by sending ${counted(sum("sent"), "representation")}.`;
}
