import { recordApi } from "../../client/api.ts";
import { callsTo } from "../../client/calls.ts";
import type { HttpCall } from "../../client/http.ts";
import { FailedAnswer } from "../../client/transcript.ts";
import { markdownTable } from "../../markdown.ts";
import type { Api, RungName, Screen, Subject } from "../../screen.ts";
import { screenNamed } from "../../screens.ts";
import { ADDRESS, confirmed, NOBODY } from "../../system/others.ts";
import { type Situation, study } from "../study.ts";
import { graphPage } from "./graph-page.ts";
import { type Moved, type Network, openNetwork } from "./network.ts";
import type { Page, Writing } from "./page.ts";
import { findGoods, type Goods, newPerson, type Person } from "./person.ts";
import { restPage } from "./rest-page.ts";
import { steadyText } from "./steady.ts";

const RUNGS = ["R1", "R2", "R3", "G1", "G2"] as const satisfies readonly RungName[];
/** The screens that show what a write changes. */
const SHOWN = {
  cart: ["cart-badge", "checkout"],
  // Nobody checks out an empty cart.
  order: ["cart-badge", "order-history", "product-detail"],
} as const;
const APART_MS = 20_000;

interface Write {
  /** The request that writes, and its answer. */
  readonly write: Moved;
  /** What was asked afterwards, until all screens were right. */
  readonly after: Moved;
}

interface Row {
  readonly rung: RungName;
  readonly cart: Write;
  readonly order: Write;
}

interface Result {
  readonly rows: readonly Row[];
}

/** Two writes, and what must be read again until every screen that shows what changed is as the servers have it. */
export const writesStudy = study<Result>({
  name: "writes",
  changesData: true,
  async run(situation) {
    const goods = await findGoods(situation.places.rest);
    const rows: Row[] = [];
    for (const rung of RUNGS) {
      if (situation.signal.aborted) break;
      rows.push(await writeOn(rung, goods, situation));
    }
    return { rows };
  },
  answer({ rows }) {
    const least = Math.min(...rows.map(wireOf));
    return rows
      .filter((row) => wireOf(row) <= least * 1.01)
      .map(({ rung }) => rung)
      .join(", ");
  },
  document: ({ rows }) =>
    [
      `Somebody who has ordered twice and has two products in the cart adds a third (${SHOWN.cart.join(", ")} show it), orders everything, and learns that the order was confirmed (${SHOWN.order.join(", ")}). The screens are open: what is in memory and in the browser's cache (RFC 9111) counts as known. Clients of both styles are written with the same care. REST's caches answers by URL (as TanStack Query does) and updates them from the answers to writes: the cart becomes the one returned, an ordered cart becomes empty, the order goes to the head of the history (R1), and after a confirmation it asks only for what changed (\`fields\`). What only the edge can join (R2, R3) is requested again. GraphQL's has Apollo's normalised cache, which takes in the mutation's answer, and it too puts the order at the head of the history; its queries ask for ids everywhere, and mutations go by POST on both rungs. In the end each screen is drawn from what the client has, and must equal what a client draws that starts with nothing. How the client hears of the confirmation is not counted.`,
      markdownTable(
        [
          "rung",
          "cart: the write",
          "requests after it",
          "of those 304",
          "wire after it",
          "order: the write",
          "requests after it",
          "of those 304",
          "wire after it",
          "both, all",
        ],
        rows.map((row) => [
          row.rung,
          ...[row.cart, row.order].flatMap(({ write, after }) => [
            write.wire,
            after.requests,
            after.notModified,
            after.wire,
          ]),
          wireOf(row),
        ]),
      ),
    ].join("\n\n"),
});

const wireOf = ({ cart, order }: Row): number =>
  [cart.write, cart.after, order.write, order.after].reduce((sum, { wire }) => sum + wire, 0);

/** One person on one rung; each has a person of its own, who is like the others. */
async function writeOn(rung: (typeof RUNGS)[number], goods: Goods, situation: Situation): Promise<Row> {
  const { places, registered } = situation;
  const person = await newPerson(places.rest, goods);
  const subject = { ...situation.subject, userId: person.userId, productId: goods.wanted };
  const steady = steadyText();
  let clock = Date.UTC(2026, 10, 1);
  using network = openNetwork(() => clock, steady);
  let token: string | undefined;
  const api = () => recordApi({ places, token, registered, client: network.browser });
  const page = pageOf(rung, {
    ...writesOf(situation, person, network),
    api,
    rawOf: steady.rawOf,
    productId: goods.wanted,
  });
  // What is for everybody is asked for as everybody.
  const comeTo = (screen: Screen): void => {
    token = screen.as === "anonymous" ? undefined : person.token;
  };
  const show = (names: readonly string[]) => showAll(names, rung, page.api, subject, comeTo);
  const right = async (names: readonly string[]) => {
    const shown = await show(names);
    const after = network.moved();
    using fresh = recordApi({ places, token: person.token, registered, steady });
    const expected = await showAll(names, rung, () => fresh, subject);
    const wrong = names.find((_, at) => shown[at] !== expected[at]);
    if (wrong !== undefined) throw new Error(`${wrong} on ${rung} is not right after a write`);
    return after;
  };
  await show([...new Set([...SHOWN.cart, ...SHOWN.order])]);
  network.moved();
  clock += APART_MS;

  await page.addToCart();
  const cart = { write: network.moved(), after: await right(SHOWN.cart) };
  clock += APART_MS;

  const placed = await page.placeOrder({ shippingAddress: ADDRESS }, `order-of-${rung}-for-the-study`);
  const write = network.moved();
  await confirmed(`${places.rest}/orders/${steady.rawOf(placed.id)}`, person.token);
  token = person.token;
  await page.confirmed(placed);
  return { rung, cart, order: { write, after: await right(SHOWN.order) } };
}

const pageOf = (rung: (typeof RUNGS)[number], writing: Writing): Page =>
  rung === "G1" || rung === "G2" ? graphPage(writing, rung === "G2") : restPage(rung, writing);

/** How both styles' writes are sent. */
function writesOf(
  { places, registered }: Situation,
  { token }: Person,
  network: Network,
): Pick<Writing, "network" | "send" | "mutate"> {
  const { posted } = callsTo(places, token, registered);
  const sent = async (call: HttpCall): Promise<unknown> => {
    const { status, text } = await network.past.send(call, 1);
    if (status >= 400) throw new FailedAnswer(`${call.url}: ${status} ${text.slice(0, 300)}`, text);
    return JSON.parse(text);
  };
  return {
    network,
    send: (path, body, headers = {}) =>
      sent({
        method: "POST",
        url: `${places.rest}${path}`,
        headers: { "content-type": "application/json", authorization: `Bearer ${token}`, ...headers },
        body: JSON.stringify(body),
      }),
    async mutate(document, variables) {
      const { data, errors } = (await sent(posted(document, variables))) as { data?: unknown; errors?: unknown };
      if (errors !== undefined) throw new Error(`the graph answered errors: ${JSON.stringify(errors).slice(0, 300)}`);
      return data;
    },
  };
}

/** The screens as they are drawn, one after another. */
async function showAll(
  names: readonly string[],
  rung: RungName,
  api: () => Api,
  subject: Subject,
  comeTo: (screen: Screen) => void = () => {},
): Promise<string[]> {
  const drawn: string[] = [];
  for (const name of names) {
    const screen = screenNamed(name);
    comeTo(screen);
    const { render, rungs } = screen;
    drawn.push(render(rungs[rung].view(await rungs[rung].fetch(api(), subject, NOBODY), subject)));
  }
  return drawn;
}
