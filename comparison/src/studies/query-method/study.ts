import { createHash } from "node:crypto";
import { recordApi } from "../../client/api.ts";
import type { Exchange } from "../../client/exchange.ts";
import { createHttpClient, type HttpCall, type HttpClient } from "../../client/http.ts";
import { needsPreflight } from "../../client/preflight.ts";
import { markdownTable } from "../../markdown.ts";
import type { RungName } from "../../screen.ts";
import { screens } from "../../screens.ts";
import { NOBODY } from "../../system/others.ts";
import { httpCache } from "../http-cache.ts";
import { type Situation, study } from "../study.ts";

/** Public, so that caches may have their part. */
const SCREENS = ["product-list", "product-detail", "home"];

/** By the same query (G1), or its hash (G2): how it is written. */
const WAYS: readonly { readonly way: string; readonly rung: RungName; write(call: HttpCall): HttpCall }[] = [
  { way: "POST", rung: "G1", write: (call) => call },
  { way: "QUERY", rung: "G1", write: (call) => ({ ...call, method: "QUERY" }) },
  { way: "GET by hash", rung: "G2", write: (call) => call },
  { way: "QUERY by hash", rung: "G1", write: (call) => ({ ...call, method: "QUERY", body: hashed(call.body ?? "") }) },
];

interface Step {
  /** Bytes between the browser and what it asks, over HTTP/1.1. */
  readonly wire: number;
  /** Requests that reached the gateway. */
  readonly asked: number;
  /** Of those, answered by 304. */
  readonly notModified: number;
}

interface Row {
  readonly way: string;
  readonly first: Step;
  /** A second later. */
  readonly again: Step;
  /** Another person, a second later. */
  readonly neighbour: Step;
  /** The first person, an hour later. */
  readonly later: Step;
  /** Whether a page of another origin has to ask whether it may. */
  readonly preflight: boolean;
}

interface Result {
  readonly screens: readonly string[];
  readonly rows: readonly Row[];
}

/** One way to ask beside others, through a browser's cache and a shared one that both know QUERY. */
export const queryMethodStudy = study<Result>({
  name: "query-method",
  async run(situation) {
    const rows: Row[] = [];
    for (const way of WAYS) rows.push(await ask(way, situation));
    return { screens: SCREENS, rows };
  },
  answer({ rows }) {
    const of = ({ first, again, later }: Row) => first.wire + again.wire + later.wire;
    const least = Math.min(...rows.map(of));
    return rows
      .filter((row) => of(row) === least)
      .map(({ way }) => way)
      .join(", ");
  },
  document: ({ screens: shown, rows }) =>
    [
      `${shown.join(", ")}, anonymously; each browser has a cache, and a shared cache stands in front of the gateway. Both follow RFC 9111 and understand QUERY: its answers are stored by URL and body (RFC 10008). Bytes are the browser's, requests those that reach the gateway.`,
      markdownTable(
        [
          "way",
          "bytes, first",
          "a second later",
          "an hour later",
          "requests, first",
          "a second later",
          "by the next person",
          "an hour later",
          "of those 304",
          "preflight",
        ],
        rows.map(({ way, first, again, neighbour, later, preflight }) => [
          way,
          first.wire,
          again.wire,
          later.wire,
          first.asked,
          again.asked,
          neighbour.asked,
          later.asked,
          later.notModified,
          preflight ? "yes" : "no",
        ]),
      ),
      "Today's caches, browsers' included, do not know QUERY and treat it like POST. It is not a rung, since its bytes are those of POST (the whole query) or nearly those of G2 (the hash). REST has a URL for each read, and its edge does not answer QUERY: OpenAPI 3.1, which describes it, has no such method.",
    ].join("\n\n"),
});

async function ask(
  { way, rung, write }: (typeof WAYS)[number],
  { places, subject, registered }: Situation,
): Promise<Row> {
  let clock = Date.UTC(2026, 10, 1);
  const now = () => clock;
  using network = createHttpClient();
  let step = { wire: 0, asked: 0, notModified: 0 };
  let preflight = false;
  const gateway: HttpClient = counting(network, ({ status }) => {
    step.asked++;
    if (status === 304) step.notModified++;
  });
  const shared = httpCache(gateway, { shared: true, now });
  const browser = () => {
    const line = counting(shared, ({ sent, received }) => {
      step.wire += sent.head + sent.body + received.head + received.body;
    });
    const cache = httpCache(line, { shared: false, now });
    return {
      ...cache,
      send(call: HttpCall, depth: number) {
        const written = write(call);
        preflight ||= needsPreflight(written);
        return cache.send(written, depth);
      },
    };
  };
  const show = async (client: HttpClient, pauseMs: number): Promise<Step> => {
    clock += pauseMs;
    step = { wire: 0, asked: 0, notModified: 0 };
    for (const screen of screens.filter(({ name }) => SCREENS.includes(name))) {
      const adapter = screen.rungs[rung];
      const api = recordApi({ places, token: undefined, registered, client });
      const bodies = await adapter.fetch(api, subject, NOBODY);
      if (screen.render(adapter.view(bodies, subject)) === "") throw new Error(`${screen.name} by ${way} is empty`);
    }
    return step;
  };
  const [one, other] = [browser(), browser()];
  return {
    way,
    first: await show(one, 1_000),
    again: await show(one, 1_000),
    neighbour: await show(other, 1_000),
    later: await show(one, 3_600_000),
    preflight,
  };
}

const counting = (client: HttpClient, told: (exchange: Exchange) => void): HttpClient => ({
  async send(call, depth) {
    const exchange = await client.send(call, depth);
    told(exchange);
    return exchange;
  },
  [Symbol.dispose]: () => {},
});

/** A query's body with its hash in its place. */
function hashed(body: string): string {
  const { query, variables } = JSON.parse(body) as { query: string; variables?: object };
  return JSON.stringify({ documentId: `sha256:${createHash("sha256").update(query).digest("hex")}`, variables });
}
