import { recordApi } from "../../client/api.ts";
import { createHttpClient, type HttpCall, type HttpClient } from "../../client/http.ts";
import { type Preflights, preflightsOf } from "../../client/preflight.ts";
import { countAndBytes, markdownTable } from "../../markdown.ts";
import { TAG_BYTES } from "../../measure/idle.ts";
import type { RungName } from "../../screen.ts";
import { screenNamed } from "../../screens.ts";
import { NOBODY } from "../../system/others.ts";
import { wireOf } from "../counted.ts";
import { httpCache } from "../http-cache.ts";
import { type Situation, study } from "../study.ts";
import { withClientCache } from "./client-cache.ts";

/** What one person looks at, and in which order; some of it twice. */
const WAY = [
  "home",
  "search-autocomplete",
  "product-detail",
  "seller-page",
  "product-detail",
  "cart-badge",
  "checkout",
  "order-history",
  "order-detail",
  "home",
];
const PERSON = "ada";
/** Between two screens, and between the two sessions: the page was closed, and its memory is gone. */
const APART_MS = { screens: 20_000, sessions: 3_600_000 };
const RUNGS = ["R1", "R2", "R3", "G1", "G2"] as const satisfies readonly RungName[];

interface Session {
  /** What went over the wire, by HTTP/1.1, both ways. */
  readonly requests: number;
  readonly wire: number;
  /** Requests that were answered by 304. */
  readonly notModified: number;
  /**
   * Answers to GET that nobody may keep (`no-store`), and the bytes of their bodies as they were sent: what 304 could not spare. Absent in
   * results of before it was counted.
   */
  readonly unkept?: { readonly count: number; readonly bytes: number };
  /** What a browser would ask first if the page were of another origin; in no other count. */
  readonly preflights: Preflights;
}

interface Row {
  readonly rung: RungName;
  /** Whether the client has a cache in memory too, beside the browser's. */
  readonly clientCache: boolean;
  readonly first: Session;
  readonly second: Session;
  /** Trusted documents of both sessions, that the gateway must know before; in no other count. */
  readonly documents?: { readonly count: number; readonly bytes: number };
}

interface Result {
  readonly screens: number;
  readonly rows: readonly Row[];
}

/** Ten screens in a row by one person, and the same again an hour later. */
export const sessionStudy = study<Result>({
  name: "session",
  async run(situation) {
    const rows: Row[] = [];
    for (const clientCache of [false, true]) {
      for (const rung of RUNGS) {
        if (situation.signal.aborted) break;
        rows.push(await lookAround(rung, clientCache, situation));
      }
    }
    return { screens: WAY.length, rows };
  },
  answer({ rows }) {
    const mine = rows.filter(({ clientCache }) => clientCache);
    const least = Math.min(...mine.map(({ second }) => second.wire));
    return mine
      .filter(({ second }) => second.wire <= least * 1.01)
      .map(({ rung }) => rung)
      .join(", ");
  },
  document: ({ rows }) =>
    [
      `${WAY.join(", ")}: each twenty seconds after the one before, with the browser's private cache (RFC 9111). Every rung sends the token only where the screen needs it: the gateway answers requests with a token \`private, no-store\`, while anonymous answers by hash may be cached. The second session is an hour after the first, when the page's memory is gone and the browser's cache is not. In memory, REST's client keeps answers by URL for a minute; GraphQL's has Apollo's normalised cache (\`cache-first\`), which asks for \`__typename\` and ids everywhere.`,
      "Not among the wire bytes: the preflights of a page of another origin, with their bytes (a browser asks about a URL once in two hours, even where its cache then has the answer, and again for a header it has not asked about), and the documents that must be registered first.",
      unkeptText(rows),
      markdownTable(
        [
          "rung",
          "cache in memory",
          ...["", ", second"].flatMap((which) =>
            ["requests", "of those 304", "wire", "preflights"].map((what) => `${what}${which}`),
          ),
          "documents",
        ],
        rows.map(({ rung, clientCache, first, second, documents }) => [
          rung,
          clientCache ? "yes" : "no",
          ...[first, second].flatMap(({ requests, notModified, wire, preflights }) => [
            requests,
            notModified,
            wire,
            countAndBytes(preflights),
          ]),
          documents ? countAndBytes(documents) : "",
        ]),
      ),
    ].join("\n\n"),
});

/** What a style that asks by GET could have been spared by 304, and was not. */
function unkeptText(rows: readonly Row[]): string {
  const mine = rows.filter(({ clientCache }) => clientCache);
  const [least] = mine.toSorted((one, other) => one.second.wire - other.second.wire);
  const lost = mine.flatMap(({ rung, second: { unkept, wire } }) => {
    if (unkept === undefined || unkept.count === 0 || least === undefined) return [];
    const told = wire - unkept.bytes + unkept.count * TAG_BYTES;
    const beside = least.rung === rung ? "" : `, against ${grouped(least.second.wire)} on ${least.rung}, the fewest`;
    return `Of the ${grouped(wire)} bytes that ${rung} moved in the second session with a cache in memory, ${grouped(unkept.bytes)} are the bodies of ${unkept.count} such answers; with ETags and 304, about ${grouped(told)} would be left${beside}.`;
  });
  return [
    "The gateway's answers to signed-in callers are not cached, as its specification requires; GraphQL over GET in general need not be so.",
    ...lost,
  ].join(" ");
}

const grouped = (bytes: number) => bytes.toLocaleString("en");

async function lookAround(
  rung: RungName,
  clientCache: boolean,
  { places, subject, tokens, registered, signal }: Situation,
): Promise<Row> {
  let clock = Date.UTC(2026, 10, 1);
  const now = () => clock;
  using network = createHttpClient();
  const seen: Session[] = [];
  let [requests, wire, notModified] = [0, 0, 0];
  let unkept = { count: 0, bytes: 0 };
  const counted: HttpClient = {
    async send(call, depth) {
      const exchange = await network.send(call, depth);
      requests++;
      wire += wireOf([exchange]);
      if (exchange.status === 304) notModified++;
      if (exchange.method === "GET" && exchange.headers["cache-control"]?.includes("no-store"))
        unkept = { count: unkept.count + 1, bytes: unkept.bytes + exchange.received.body };
      return exchange;
    },
    [Symbol.dispose]: () => {},
  };
  const cache = httpCache(counted, { shared: false, now });
  const asked: HttpCall[] = [];
  const browser: HttpClient = {
    send(call, depth) {
      asked.push(call);
      return cache.send(call, depth);
    },
    [Symbol.dispose]: () => {},
  };
  for (let session = 0; session < 2; session++) {
    [requests, wire, notModified] = [0, 0, 0];
    unkept = { count: 0, bytes: 0 };
    const before = preflightsOf(asked);
    let token: string | undefined;
    const recorded = () => recordApi({ places, token, registered, client: browser });
    const page = clientCache ? withClientCache(recorded, now) : undefined;
    for (const name of WAY) {
      if (signal.aborted) break;
      const screen = screenNamed(name);
      // What is for everybody is asked for as everybody.
      token = screen.as === "anonymous" ? undefined : tokens[PERSON];
      const adapter = screen.rungs[rung];
      const bodies = await adapter.fetch(page ?? recorded(), subject, NOBODY);
      // What is kept must still be enough to draw the screen.
      if (screen.render(adapter.view(bodies, subject)) === "") throw new Error(`${name} on ${rung} is empty`);
      clock += APART_MS.screens;
    }
    const { count, bytes } = preflightsOf(asked);
    const preflights = { count: count - before.count, bytes: bytes - before.bytes };
    seen.push({ requests, wire, notModified, unkept, preflights });
    clock += APART_MS.sessions;
  }
  const [first, second] = seen;
  if (!first || !second) throw new Error("there were no two sessions");
  return { rung, clientCache, first, second, ...documentsOf(asked) };
}

function documentsOf(asked: readonly HttpCall[]): Pick<Row, "documents"> {
  const documents = new Set(asked.flatMap(({ document }) => document ?? []));
  if (documents.size === 0) return {};
  const bytes = [...documents].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return { documents: { count: documents.size, bytes } };
}
