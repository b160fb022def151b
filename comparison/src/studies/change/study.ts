import { recordApi } from "../../client/api.ts";
import { assertDrawnAlike } from "../../drawn-alike.ts";
import { markdownTable } from "../../markdown.ts";
import { NAIVE, RUNGS, type RungName, type Screen } from "../../screen.ts";
import { screens } from "../../screens.ts";
import { NOBODY } from "../../system/others.ts";
import { chainOf, wireOf } from "../counted.ts";
import { type Situation, study } from "../study.ts";
import { applyChange, type Change, changedLines, readChanges } from "./changes.ts";
import { type Checkout, copyCheckout } from "./checkout.ts";
import { publishingOf } from "./documents.ts";

/** What one rung changes. */
interface Touched {
  readonly rung: RungName;
  readonly client: number;
  readonly server: number;
  readonly generated: number;
  /** In what is written by hand: added and taken away. */
  readonly lines: number;
  /** What must be deployed besides the client. */
  readonly services: readonly string[];
  /** Its document is another, and must be published to the gateway: the manifest is generated anew. Absent where it is not. */
  readonly publishes?: true;
}

interface Cost {
  readonly rung: RungName;
  readonly requests: number;
  readonly chain: number;
  readonly wire: number;
}

interface Result {
  readonly changes: readonly { readonly change: string; readonly title: string; readonly rungs: readonly Touched[] }[];
  /** The screens before and after all changes, as they were really shown. */
  readonly screens: readonly {
    readonly screen: string;
    readonly before: readonly Cost[];
    readonly after: readonly Cost[];
  }[];
}

/** Three changes, made in a copy of the sources, generated, deployed and drawn. */
export const changeStudy = study<Result>({
  name: "change",
  stopsServices: true,
  // Another edge answers meanwhile.
  countsServices: true,
  async run(situation) {
    const changes = readChanges();
    using checkout = copyCheckout();
    const made: Result["changes"][number][] = [];
    const names = [...new Set(changes.map(({ screen }) => screen))];
    const current = new Map(names.map((name) => [name, named(name)]));
    for (const change of changes) {
      const before = current.get(change.screen) ?? named(change.screen);
      const touched = await make(change, before, checkout);
      const after = await checkout.screen(change.screen);
      current.set(change.screen, after);
      const publishing = await publishingOf(before, after, situation.subject);
      made.push({ ...touched, rungs: touched.rungs.map((each) => withManifest(each, publishing)) });
    }
    const before = new Map<string, Cost[]>();
    for (const name of names) before.set(name, await show(named(name), situation));
    await using _ = await situation.deployEdge?.(checkout.edge);
    const shown: Result["screens"][number][] = [];
    for (const screen of names) {
      const after = await show(current.get(screen) ?? named(screen), situation);
      shown.push({ screen, before: before.get(screen) ?? [], after });
    }
    return { changes: made, screens: shown };
  },
  answer({ changes }) {
    const files = RUNGS.filter((rung) => !NAIVE.has(rung)).flatMap((rung) => {
      const mine = changes.flatMap(({ rungs }) => rungs.filter((each) => each.rung === rung));
      return mine.length === changes.length
        ? [{ rung, files: mine.reduce((sum, each) => sum + filesOf(each), 0) }]
        : [];
    });
    const least = Math.min(...files.map((each) => each.files));
    return files
      .filter((each) => each.files === least)
      .map(({ rung }) => rung)
      .join(", ");
  },
  document: ({ changes, screens: shown }) =>
    [
      "`studies/change/changes.yaml` has the edits. They were made in a copy of the sources, one after another; `npm run openapi` generated the API's description and its types, the changed edge replaced the old one, and the changed screens were drawn, equal on every rung. Files and lines are those that differ. G2 and G3 use trusted documents: a team that changes one regenerates the manifest and publishes it to the gateway before it deploys the client, so that is a generated file and a deployment (though not of a server). Which rungs send another document than before is found by running them. GraphQL's clients here have no generated types; with them, the query's types would be one more generated file on G0 to G3, as R3's are counted. A screen's drawing and all its rungs are in one file here, so a client is one file. R3s and G3 exist for one of these screens only and do not compete.",
      ...changes.map(({ title, rungs }) =>
        [
          `${title}:`,
          markdownTable(
            ["rung", "files of the client", "of servers", "generated", "lines by hand", "deployed besides the client"],
            rungs.map(({ rung, client, server, generated, lines, services, publishes }) => [
              rung,
              client,
              server,
              generated,
              lines,
              [...services, ...(publishes ? ["the manifest"] : [])].join(", ") || "nothing",
            ]),
          ),
        ].join("\n\n"),
      ),
      "What the screens cost before, and after all three:",
      markdownTable(
        ["screen", "rung", "requests", "after", "round trips", "after", "wire", "after"],
        shown.flatMap(({ screen, before, after }) =>
          before.map((was, at) => {
            const is = after[at] ?? was;
            return [screen, was.rung, was.requests, is.requests, was.chain, is.chain, was.wire, is.wire];
          }),
        ),
      ),
    ].join("\n\n"),
});

const filesOf = ({ client, server, generated }: Touched) => client + server + generated;

const isClient = (file: string) => file.startsWith("comparison/screens/");

/** Makes a change for each rung alone, to count it, and leaves it made for all. */
async function make(change: Change, screen: Screen, checkout: Checkout): Promise<Result["changes"][number]> {
  const everybody = applyChange(change, RUNGS, checkout.read);
  const rungs = RUNGS.filter((rung) => screen.rungs[rung].unable === undefined).map((rung) => {
    const changed = applyChange(change, [rung], checkout.read);
    const files = [...changed.keys()];
    return {
      rung,
      client: files.filter(isClient).length,
      server: files.filter((file) => !isClient(file)).length,
      lines: [...changed].reduce((sum, [file, text]) => sum + changedLines(checkout.read(file), text), 0),
      services: [...new Set(files.filter((file) => !isClient(file)).map(serviceOf))],
    };
  });
  for (const [file, text] of everybody) checkout.write(file, text);
  // Servers describe themselves: who changed none has nothing to generate.
  const generated = rungs.some(({ server }) => server > 0) ? await checkout.generate() : [];
  return {
    change: change.name,
    title: change.title,
    rungs: rungs.map((each) => ({ ...each, generated: each.server > 0 ? generated.length : 0 })),
  };
}

/** The process that runs a file, as topology.ts calls it. */
const serviceOf = (file: string) => /^(?:subgraphs\/)?(\w+)\//.exec(file)?.[1] ?? file;

const withManifest = (touched: Touched, publishing: ReadonlySet<RungName>): Touched =>
  publishing.has(touched.rung) ? { ...touched, generated: touched.generated + 1, publishes: true } : touched;

function named(name: string): Screen {
  const found = screens.find((each) => each.name === name);
  if (found) return found;
  throw new Error(`a change is of the screen ${name}, which is not there`);
}

/** Shows a screen on every rung, alike. */
async function show(screen: Screen, { places, subject, registered }: Situation): Promise<Cost[]> {
  const drawn = new Map<string, string>();
  const costs: Cost[] = [];
  for (const rung of RUNGS.filter((name) => screen.rungs[name].unable === undefined)) {
    using api = recordApi({ places, token: undefined, registered });
    const bodies = await screen.rungs[rung].fetch(api, subject, NOBODY);
    assertDrawnAlike(screen.name, rung, screen.render(screen.rungs[rung].view(bodies, subject)), drawn);
    costs.push({
      rung,
      requests: api.exchanges.length,
      chain: chainOf(api.exchanges),
      wire: wireOf(api.exchanges),
    });
  }
  return costs;
}
