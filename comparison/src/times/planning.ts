import { readBody } from "../accounting/body.ts";
import { PARTS, type Places, recordApi } from "../client/api.ts";
import { callsTo } from "../client/calls.ts";
import { createHttpClient, type HttpClient } from "../client/http.ts";
import { EnoughError } from "../client/transcript.ts";
import { type Api, type Screen, timedRungs } from "../screen.ts";
import { NOBODY } from "../system/others.ts";
import type { TimedBeside } from "./cell.ts";
import type { PlanningTime } from "./measured.ts";
import { estimate, rounded, shuffled } from "./statistics.ts";

/** The rungs whose documents a gateway knows before anybody asks. */
const TRUSTED = ["G2", "G3"] as const;

/** The documents that are planned: of each screen, the rungs that can show it. */
export const planned = (screens: readonly Screen[]) =>
  screens.flatMap((screen) =>
    TRUSTED.filter((rung) => screen.rungs[rung].unable === undefined).map((rung) => ({ screen, rung })),
  );

/**
 * How long the gateway takes to prepare a screen's document that it has not seen: to parse, validate, plan and compile it, as it tells
 * by itself (`extensions.explain`). A comment makes the document another each time, and so it is planned; the planner has planned
 * others before. Of pages, one is asked.
 */
export async function measurePlanning(
  places: Places,
  { screens, subject, runs, enter, onStep, signal }: TimedBeside,
): Promise<PlanningTime[]> {
  const cells = planned(screens).map((cell) => ({ ...cell, ms: [] as number[] }));
  using client = createHttpClient();
  // The first turn warms what may be warm.
  for (let run = -1; run < runs; run++) {
    const tokens = await enter();
    for (const { screen, rung, ms } of shuffled(cells, run)) {
      if (signal.aborted) return [];
      const to = { places, token: tokens[screen.as], registered: new Set<string>(), client };
      const preparations: Promise<number>[] = [];
      const explained = async (document: string, variables?: object): Promise<unknown> => {
        if (screen.isLarge && preparations.length > 0) throw new EnoughError("one is planned");
        const answer = explain(`${document} # ${rung} ${run}`, variables, to);
        preparations.push(answer.then(({ preparationMs }) => preparationMs));
        return (await answer).data;
      };
      const api: Api = {
        ...recordApi(to),
        aside: () => api,
        trusted: explained,
        trustedAgain: explained,
        trustedInParts: explained,
      };
      await timedRungs(screen)
        [rung].fetch(api, subject, NOBODY)
        .catch((error: unknown) => {
          if (!(error instanceof EnoughError)) throw error;
        });
      const all = await Promise.all(preparations);
      if (run >= 0) ms.push(all.reduce((sum, each) => sum + each, 0));
      if (run === runs - 1) onStep(`planning of ${screen.name} ${rung}`);
    }
  }
  return cells.map(({ screen, rung, ms }) => ({
    screen: screen.name,
    rung,
    runs: ms.length,
    measured: rounded(estimate(ms)),
  }));
}

interface Explained {
  readonly data?: unknown;
  readonly extensions?: { readonly explain?: { readonly preparationMs: number } };
}

/** Asks by POST, since a document that is explained need not be registered; what is deferred comes in parts. */
async function explain(
  query: string,
  variables: object = {},
  {
    places,
    token,
    client,
  }: { readonly places: Places; readonly token: string | undefined; readonly client: HttpClient },
): Promise<{ readonly data: unknown; readonly preparationMs: number }> {
  const call = callsTo(places, token, new Set()).posted(query, variables);
  const body = JSON.stringify({ query, variables, extensions: { explain: true } });
  const { text, headers } = await client.send({ ...call, headers: { ...call.headers, accept: PARTS }, body }, 1);
  const answers = [readBody(text, headers["content-type"] ?? "").value].flat() as Explained[];
  const explanation = answers.find(({ extensions }) => extensions?.explain)?.extensions?.explain;
  if (explanation === undefined) throw new Error(`the gateway explained nothing: ${text.slice(0, 300)}`);
  return { data: answers[0]?.data, preparationMs: explanation.preparationMs };
}
