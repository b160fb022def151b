import { parseArgs } from "node:util";
import { failsInOneLine } from "./demo/failure.ts";
import { connect } from "./demo/graph.ts";
import { advance, placeOrder } from "./demo/shop.ts";
import { watch } from "./demo/watch.ts";

/**
 * `npm run demo`: a scene on the running system. Ada buys something, Stan sends it; two subscribers print what arrives
 * while it happens.
 */
await failsInOneLine("demo", async () => {
  parseArgs({ options: {} });
  const graph = await connect();
  const [ada, stan] = [await graph.signIn("ada"), await graph.signIn("stan")];
  await using customer = watch("Ada sees ", graph, ada, "myOrderChanged");
  await using staff = watch("Stan sees", graph, stan, "orderChanged");

  await Promise.all([customer.begun, staff.begun]);

  const both = (id: string, status: string) => Promise.all([customer.saw(id, status), staff.saw(id, status)]);
  const { id, number } = await placeOrder(graph, ada);
  console.log(`Ada places  ${number}`);
  await both(id, "CONFIRMED");
  for (const status of ["SHIPPED", "DELIVERED"]) {
    console.log(`Stan moves  ${number} on`);
    await advance(graph, stan, id);
    await both(id, status);
  }
  console.log(`Both saw ${number} from its confirmation to its delivery.`);
});
