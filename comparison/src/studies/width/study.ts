import { LINKS, lastOf, model } from "@threefold/network-link";
import { recordApi } from "../../client/api.ts";
import { markdownTable } from "../../markdown.ts";
import { study } from "../study.ts";
import { standIn } from "./stand-in.ts";
import { serveTwins } from "./twins.ts";

const ROWS = 20;
const SHOWN = 10;
const WIDTHS = [10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100];
/** Those that the expectation speaks of. */
const ASKED = [10, 30, 60, 100];
/** What counts as an advantage, in per cent of the time. */
const WORTH = 10;

interface Way {
  /** Over HTTP/1.1, both ways. */
  readonly wire: number;
  readonly body: number;
  /** On warm connections of slow 4G, by the model, with no time at the server; in milliseconds. */
  readonly ms: number;
}

interface Step {
  readonly width: number;
  /** The whole resource, the fields that are shown by `fields=`, and one GraphQL query. */
  readonly whole: Way;
  readonly chosen: Way;
  readonly query: Way;
}

interface Result {
  readonly rows: number;
  readonly shown: number;
  readonly steps: readonly Step[];
}

/** A list of twenty shows ten fields of a resource, however wide that is. */
export const widthStudy = study<Result>({
  name: "width",
  async run({ signal }) {
    const steps: Step[] = [];
    for (const width of WIDTHS) {
      if (signal.aborted) break;
      steps.push(await stepOf(width));
    }
    return { rows: ROWS, shown: SHOWN, steps };
  },
  answer: ({ steps }) => {
    const first = steps.find((step) => ASKED.includes(step.width) && saving(step, "ms") >= WORTH);
    return first ? String(first.width) : "none";
  },
  document({ rows, shown, steps }) {
    const under = (measure: "ms" | "wire") => steps.findLast((step) => saving(step, measure) < WORTH)?.width;
    const share = (step: Step, measure: "ms" | "wire", than: "whole" | "chosen" = "whole") =>
      `${saving(step, measure, than).toFixed(1)} %`;
    return [
      `${rows} rows of a generated resource, of which ${shown} fields are shown. Times are from the model: warm connections on slow 4G, no server time.`,
      markdownTable(
        [
          "fields",
          "whole",
          "`fields=`",
          "query",
          "bytes saved",
          "whole, ms",
          "`fields=`, ms",
          "query, ms",
          "time saved",
          "time saved against `fields=`",
        ],
        steps.map((step) => [
          String(step.width),
          step.whole.wire,
          step.chosen.wire,
          step.query.wire,
          share(step, "wire"),
          step.whole.ms.toFixed(0),
          step.chosen.ms.toFixed(0),
          step.query.ms.toFixed(0),
          share(step, "ms"),
          share(step, "ms", "chosen"),
        ]),
      ),
      `**The query saves less than ${WORTH} % of the whole resource's time at ${under("ms") ?? "none of these"} fields or fewer, and less than ${WORTH} % of its bytes at ${under("wire") ?? "none of these"}.** ${againstChosen(steps)}`,
    ].join("\n\n");
  },
});

function againstChosen(steps: readonly Step[]): string {
  const most = Math.max(...steps.map((step) => saving(step, "ms", "chosen")));
  return most <= 0
    ? "Against `fields=` it saves none at any width."
    : `Against \`fields=\` it saves ${most.toFixed(1)} % of the time at most.`;
}

/** What the query saves, in per cent. */
const saving = (step: Step, measure: "ms" | "wire", than: "whole" | "chosen" = "whole"): number =>
  100 * (1 - step.query[measure] / step[than][measure]);

async function stepOf(width: number): Promise<Step> {
  const fields = standIn(width, ROWS);
  const names = fields.slice(0, SHOWN).map(({ name }) => name);
  await using twins = await serveTwins(fields);
  const ask = async (way: (api: ReturnType<typeof recordApi>) => Promise<unknown>): Promise<Way> => {
    using api = recordApi({ places: twins.places, token: undefined, registered: new Set() });
    await way(api);
    const exchanges = api.exchanges.map(({ depth, sent, received }) => ({
      level: depth,
      up: sent.head + sent.body,
      down: received.head + received.body,
      serverMs: 0,
    }));
    const sum = (of: (exchange: (typeof exchanges)[number]) => number) =>
      exchanges.reduce((all, each) => all + of(each), 0);
    const spans = model(exchanges, LINKS["slow-4g"], { protocol: "h1", connections: "warm", handshakeMs: 0 });
    return {
      wire: sum(({ up, down }) => up + down),
      body: api.exchanges.reduce((all, { text }) => all + Buffer.byteLength(text), 0),
      ms: Math.round(10 * lastOf(spans)) / 10,
    };
  };
  return {
    width,
    whole: await ask((api) => api.get("/things")),
    chosen: await ask((api) => api.get(`/things?fields=${names}`)),
    query: await ask((api) => api.query(`query Things { things { ${names.join(" ")} } }`)),
  };
}
