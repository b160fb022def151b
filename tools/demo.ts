import { comparisonScene } from "./demo/comparison-scene.ts";
import { failsInOneLine } from "./demo/failure.ts";
import { connect } from "./demo/graph.ts";
import { queryScene } from "./demo/query-scene.ts";
import { schemaScene } from "./demo/schema-scene.ts";
import { advance, placeOrder } from "./demo/shop.ts";
import { watch } from "./demo/watch.ts";
import { assertNoArguments } from "./system/no-arguments.ts";

/**
 * `npm run demo`: the system in four scenes. One query over three subgraphs; an order, which Ada places and Stan sends
 * while two subscribers print what arrives; what a screen costs beside REST; a change to a schema that is refused.
 */
await failsInOneLine("demo", async () => {
  assertNoArguments("npm run demo shows the running system in four scenes.");
  const graph = await connect();
  await queryScene(graph);
  console.log("\nAn order, live: two subscribers print what arrives");
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
  console.log(`Both saw ${number} from its confirmation to its delivery.\n`);
  await comparisonScene();
  console.log();
  await schemaScene();
});
