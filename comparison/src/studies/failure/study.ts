import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { recordApi } from "../../client/api.ts";
import { markdownTable } from "../../markdown.ts";
import { type Api, NAIVE, RUNGS, type RungName, type Screen } from "../../screen.ts";
import { screens } from "../../screens.ts";
import { NOBODY } from "../../system/others.ts";
import { type Situation, study } from "../study.ts";
import { hasHole, hole } from "./hole.ts";
import { tolerant } from "./tolerant.ts";

const DOWN = "users";

interface Shown {
  readonly rung: RungName;
  /** Lines that are drawn as ever. */
  readonly whole: number;
  /** Lines of which something is missing, and not all. */
  readonly inPart: number;
}

interface Row {
  readonly screen: string;
  /** Lines when every service is there. */
  readonly lines: number;
  readonly rungs: readonly Shown[];
}

interface Result {
  readonly service: string;
  readonly screens: readonly Row[];
}

/** A service is ended for real, and screens are drawn by clients that let each part fail. */
export const failureStudy = study<Result>({
  name: "failure",
  stopsServices: true,
  // Nobody else is to ask while a service is away.
  countsServices: true,
  async run(situation) {
    const shown = screens.filter(({ as, isLarge }) => as === "anonymous" && !isLarge);
    const whole = new Map<Screen, string[]>();
    for (const screen of shown) whole.set(screen, await linesOf(screen, "R1", situation, (api) => api));
    const rows: Row[] = [];
    {
      await using _ = await situation.stopService?.(DOWN);
      for (const screen of shown) {
        const lines = whole.get(screen) ?? [];
        const rungs: Shown[] = [];
        for (const rung of RUNGS.filter((name) => screen.rungs[name].unable === undefined)) {
          if (situation.signal.aborted) break;
          rungs.push({ rung, ...(await without(screen, rung, lines, situation)) });
        }
        rows.push({ screen: screen.name, lines: lines.length, rungs });
      }
    }
    // It is there again when both edges, which leave alone for a while what failed, have it draw every screen as before.
    for (const screen of shown) {
      for (const rung of ["R1", "G1"] as const) await again(screen, rung, whole.get(screen) ?? [], situation);
    }
    return { service: DOWN, screens: rows };
  },
  answer(result) {
    const competing = totals(result).filter(({ rung }) => !NAIVE.has(rung));
    const most = Math.max(...competing.map(({ whole }) => whole));
    return competing
      .filter(({ whole }) => whole === most)
      .map(({ rung }) => rung)
      .join(", ");
  },
  document(result) {
    const all = totals(result);
    const linesOfAll = result.screens.reduce((sum, { lines }) => sum + lines, 0);
    return [
      `The ${result.service} service was stopped (its process, not a switch), and the screens that need no sign-in were drawn by the same functions for a client that lets each part fail: what is missing leaves a gap. Such a client learns of it from a failed request (REST), from \`errors\` and their paths (GraphQL), from \`missing\` (views) or from a link without its resource (JSON:API). A line is shown *in part* when it has a gap beside something that arrived. The export is left out.`,
      markdownTable(
        ["screen", "lines", ...all.map(({ rung }) => rung)],
        [
          ...result.screens.map(({ screen, lines, rungs }) => [
            screen,
            lines,
            ...all.map(({ rung }) => {
              const shown = rungs.find((each) => each.rung === rung);
              return shown ? shownText(shown) : "unable";
            }),
          ]),
          ["all", linesOfAll, ...all.map(shownText)],
        ],
      ),
      `Whole lines: ${all.map(({ rung, whole }) => `${rung} ${whole}`).join(", ")}; lines in part follow the plus sign and do not count. What decides it is this schema rather than the style: a product's seller and a review's author are non-null, so a name that is missing takes the product with it, and the list, up to the next nullable field. A schema in which the fields of other services are nullable would keep them, and so does \`@defer\`: the loss ends at the edge of the deferred part, and what came before it stays. R3s and G3 exist for three of the screens only.`,
    ].join("\n\n");
  },
});

const shownText = ({ whole, inPart }: Shown) => (inPart > 0 ? `${whole} + ${inPart}` : String(whole));

const totals = ({ screens: rows }: Result): Shown[] =>
  RUNGS.map((rung) => {
    const mine = rows.flatMap(({ rungs }) => rungs.filter((each) => each.rung === rung));
    return {
      rung,
      whole: mine.reduce((sum, { whole }) => sum + whole, 0),
      inPart: mine.reduce((sum, { inPart }) => sum + inPart, 0),
    };
  });

async function without(screen: Screen, rung: RungName, whole: readonly string[], situation: Situation) {
  const drawn = await linesOf(screen, rung, situation, tolerant).catch((error: Error) => {
    throw new Error(`${screen.name} on ${rung} has a gap that is not known as one: ${error.message}`, { cause: error });
  });
  // What is drawn when nothing came at all shows nothing.
  const empty = new Set(await linesOf(screen, rung, situation, withoutAnything));
  const shown = drawn.filter((line) => line !== "" && !empty.has(line));
  const wrong = shown.find((line) => !hasHole(line) && !whole.includes(line));
  if (wrong !== undefined) throw new Error(`${screen.name} on ${rung} shows what is not so: ${wrong}`);
  const inPart = shown.filter(hasHole).length;
  return { whole: shown.length - inPart, inPart };
}

/** Edges leave a service alone for some seconds that has failed. */
const AGAIN = { everyMs: 250, times: 80 };

async function again(screen: Screen, rung: RungName, whole: readonly string[], situation: Situation): Promise<void> {
  for (let time = 0; time < AGAIN.times; time++) {
    const drawn = await linesOf(screen, rung, situation, tolerant);
    if (isDeepStrictEqual(drawn, whole)) return;
    await setTimeout(AGAIN.everyMs);
  }
  throw new Error(`${screen.name} on ${rung} is not as it was before the service was ended`);
}

const nothing = async () => hole;
const NOTHING_COMES = { get: nothing, lines: nothing, query: nothing, trusted: nothing, trustedInParts: nothing };
const withoutAnything = (api: Api): Api => ({ ...api, ...NOTHING_COMES, aside: () => withoutAnything(api) });

async function linesOf(
  screen: Screen,
  rung: RungName,
  { places, subject, registered }: Situation,
  as: (api: Api) => Api,
): Promise<string[]> {
  using api = recordApi({ places, token: undefined, registered });
  const bodies = await screen.rungs[rung].fetch(as(api), subject, NOBODY);
  return screen.render(screen.rungs[rung].view(bodies, subject)).split("\n");
}
