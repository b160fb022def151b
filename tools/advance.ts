import { parseArgs } from "node:util";
import { failsInOneLine } from "./demo/failure.ts";
import { connect } from "./demo/graph.ts";
import { advance, orderByNumber } from "./demo/shop.ts";

const USAGE = "npm run advance -- ORDER, for example TF-2026-000501";

/** `npm run advance -- ORDER`: staff moves an order on, for who watches it. ORDER is its number, or its id. */
await failsInOneLine("advance", async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: "boolean" } } });
  if (values.help) return console.log(`${USAGE}: staff moves an order on. ORDER is its number, or its id.`);
  const [order, ...more] = positionals;
  if (order === undefined || more.length > 0) throw new Error(USAGE);
  const graph = await connect();
  const stan = await graph.signIn("stan");
  const id = order.startsWith("TF-") ? await orderByNumber(graph, stan, order) : order;
  const { number, status } = await advance(graph, stan, id);
  console.log(`${number} is ${status}`);
});
