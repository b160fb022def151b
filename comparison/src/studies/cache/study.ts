import { markdownTable } from "../../markdown.ts";
import { NAIVE, RUNGS } from "../../screen.ts";
import { ask } from "../../system/ask.ts";
import { type Situation, study } from "../study.ts";
import { percent, type Replayed, replay } from "./replay.ts";
import { traceOf } from "./trace.ts";

const TRACE = { seed: 20_261_101, sessions: 1_000, people: 400, products: 100, words: 12 };
const WORDS = "lamp,chair,table,oak,wool,tent,knife,rug,shelf,radio,desk,basket".split(",");
/** Answers in parts are kept by nobody (`no-store`), and there are none for lists. */
const IN_PARTS: readonly string[] = ["R3s", "G3"];

interface Result {
  readonly trace: {
    readonly sessions: number;
    readonly people: number;
    readonly visits: number;
    readonly hours: number;
  };
  readonly rungs: readonly Replayed[];
}

/** Screen 11 and "Cacheability": one seeded trace, replayed on each rung through a shared cache. */
export const cacheStudy = study<Result>({
  name: "cache",
  async run({ places, subject, registered, signal }) {
    const trace = traceOf(TRACE);
    const products = await mostReviewed(places.rest);
    const rungs: Replayed[] = [];
    for (const rung of RUNGS.filter((name) => !IN_PARTS.includes(name))) {
      if (signal.aborted) break;
      rungs.push(await replay(rung, trace, { places, subject, registered, products, words: WORDS, signal }));
    }
    const hours = Math.round((trace.at(-1)?.at ?? 0) / 360_000) / 10;
    return { trace: { sessions: TRACE.sessions, people: TRACE.people, visits: trace.length, hours }, rungs };
  },
  answer: ({ rungs }) => mostHits(competing(rungs)).rungs,
  ofScreen: {
    screen: "home",
    says({ trace, rungs }) {
      const all = competing(rungs).map(({ rung, home }) => ({ rung, ...home }));
      const { rungs: mostly, percent: hits } = mostHits(all);
      const fewest = Math.min(...all.map(({ originBytes }) => originBytes));
      const cheapest = all.filter(({ originBytes }) => originBytes === fewest).map(({ rung }) => rung);
      return `This row counts one visit. In the study of a shared cache, over ${trace.sessions.toLocaleString("en")} sessions of the same page, the hit ratio is highest on ${mostly} (${hits.toFixed(1)} % of the requests), and the servers exchange the fewest bytes on ${cheapest.join(", ")} (${fewest.toLocaleString("en")}).`;
    },
  },
  document: ({ trace, rungs }) =>
    [
      `${trace.sessions.toLocaleString("en")} sessions of ${trace.people} people in ${trace.hours} hours, ${trace.visits.toLocaleString("en")} screens: the home page, the list or a search, then products by Zipf's law. Each browser has a private cache; a shared cache stands in front of the servers. Both follow RFC 9111.`,
      markdownTable(
        [
          "rung",
          "requests",
          "browser cache hits",
          "reached the shared cache",
          "shared cache hits",
          "hit ratio",
          "reached the servers",
          "of those 304",
          "bytes to and from the servers",
          "kept",
        ],
        rungs.map((each) => [
          each.rung,
          each.requests,
          each.ownHits,
          each.sharedRequests,
          each.sharedHits,
          `${hitPercent(each).toFixed(1)} %`,
          each.originRequests,
          `${percent(each.notModified, each.originRequests).toFixed(1)} %`,
          each.originBytes,
          each.keys,
        ]),
      ),
      "The home page alone, which everybody sees first (screen 11):",
      markdownTable(
        ["rung", "reached the shared cache", "shared cache hits", "hit ratio", "bytes to and from the servers"],
        rungs.map(({ rung, home }) => [
          rung,
          home.sharedRequests,
          home.sharedHits,
          `${hitPercent(home).toFixed(1)} %`,
          home.originBytes,
        ]),
      ),
      "Hit ratio of the shared cache by number of sessions:",
      markdownTable(
        ["rung", ...(rungs[0]?.curve.map(([sessions]) => String(sessions)) ?? [])],
        rungs.map(({ rung, curve }) => [rung, ...curve.map(([, hits]) => `${hits.toFixed(1)} %`)]),
      ),
    ].join("\n\n"),
});

const competing = (rungs: readonly Replayed[]) => rungs.filter(({ rung }) => !NAIVE.has(rung));

/** The rungs on which the shared cache has the highest hit ratio; within a point of it is a tie. */
function mostHits(all: readonly (Pick<Replayed, "rung"> & Hits)[]): {
  readonly rungs: string;
  readonly percent: number;
} {
  const most = Math.max(...all.map(hitPercent));
  const rungs = all.filter((each) => hitPercent(each) > most - 1).map(({ rung }) => rung);
  return { rungs: rungs.join(", "), percent: most };
}

type Hits = Pick<Replayed, "sharedHits" | "sharedRequests">;
const hitPercent = ({ sharedHits, sharedRequests }: Hits) => percent(sharedHits, sharedRequests);

/** The products by which visitors come: those of which most was said. */
async function mostReviewed(rest: Situation["places"]["rest"]): Promise<string[]> {
  type Page = { data: { id: string; reviewCount: number }[] };
  const { data } = await ask<Page>(`${rest}/products?limit=100&sort=-averageRating&fields=reviewCount`);
  const newest = await ask<Page>(`${rest}/products?limit=100&fields=reviewCount`);
  return [...data, ...newest.data]
    .sort((a, b) => b.reviewCount - a.reviewCount || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
