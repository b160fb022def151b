import { createServer } from "node:http";
import { Pool } from "undici";
import { type SubgraphName, urlOf } from "../subgraphs.ts";

// The floor: what somebody would write who knew these queries and nothing else. The same calls, no checks of anything. `node floor.ts PORT`

interface Entity {
  readonly id: string;
  [field: string]: unknown;
}

const poolOf = (name: SubgraphName) => new Pool(new URL(urlOf(name)).origin, { connections: 64 });
const pools = { products: poolOf("products"), users: poolOf("users"), orders: poolOf("orders") };

async function ask(subgraph: SubgraphName, query: string, variables: object) {
  const { body } = await pools[subgraph].request({
    method: "POST",
    path: "/graphql",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return JSON.parse(await body.text()).data;
}

/** One request for all the entities, each once; what comes is put into every place. */
async function complete(
  subgraph: SubgraphName,
  type: string,
  fields: string,
  targets: readonly Entity[],
  keys: string[],
) {
  const byId = new Map<string, Record<string, unknown>>();
  for (const target of targets) {
    if (!byId.has(target.id))
      byId.set(target.id, Object.fromEntries([["__typename", type], ...keys.map((key) => [key, target[key]])]));
  }
  const query = `query($r:[_Any!]!){_entities(representations:$r){...on ${type}{${fields}}}}`;
  const { _entities: entities } = await ask(subgraph, query, { r: [...byId.values()] });
  const found = new Map([...byId.keys()].map((id, index) => [id, entities[index]]));
  for (const target of targets) Object.assign(target, found.get(target.id));
}

interface Order {
  user: Entity & { orders: Order[] };
  items: { product: Entity }[];
}

const small = async (variables: object) =>
  ask("products", "query($id:ID!){product(id:$id){id name price category{name}}}", variables);

const ROOT = "query($first:Int!,$offset:Int!){orders(first:$first,offset:$offset){";

async function medium(variables: object) {
  const data = await ask("orders", `${ROOT}id status total user{id}items{quantity product{id}}}}`, variables);
  const orders: Order[] = data.orders;
  await Promise.all([
    complete(
      "users",
      "User",
      "name email",
      orders.map(({ user }) => user),
      ["id"],
    ),
    complete("products", "Product", "name price", productsOf(orders), ["id"]),
  ]);
  return data;
}

async function large(variables: object) {
  const inner = "items{quantity product{id}}";
  const query = `${ROOT}id status total user{id orders(first:3){id total ${inner}}}${inner}}}`;
  const data = await ask("orders", query, variables);
  const orders: Order[] = data.orders;
  const outer = productsOf(orders);
  const nested = productsOf(orders.flatMap(({ user }) => user.orders));
  const product = async (targets: Entity[], fields: string) => {
    await complete("products", "Product", fields, targets, ["id"]);
    await complete("orders", "Product", "shippingEstimate", targets, ["id", "weight"]);
  };
  await Promise.all([
    complete(
      "users",
      "User",
      "name email address{street city}",
      orders.map(({ user }) => user),
      ["id"],
    ),
    product(outer, "name price weight category{id name}"),
    product(nested, "name price weight category{name}"),
  ]);
  for (const target of nested) delete target["weight"];
  return data;
}

const productsOf = (orders: readonly Order[]) => orders.flatMap(({ items }) => items.map(({ product }) => product));

const answers: Readonly<Record<string, (variables: object) => Promise<unknown>>> = {
  Small: small,
  Medium: medium,
  Large: large,
};

createServer(async (request, response) => {
  const { query, variables } = JSON.parse(Buffer.concat(await request.toArray()).toString());
  const [, name = ""] = /^query (\w+)/.exec(query) ?? [];
  const text = JSON.stringify({ data: await answers[name]?.(variables) });
  response.writeHead(200, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}).listen(Number(process.argv[2]), "127.0.0.1");
