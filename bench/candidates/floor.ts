import { complete, type Entity, forwardTo, serveByName, serveByNameInFastify } from "../forward.ts";
import { urlOf } from "../subgraphs.ts";

// The floor: what somebody would write who knew these queries and nothing else. The same calls, no checks of anything.
// `node floor.ts PORT [fastify]`

const [products, users, orders] = [forwardTo(urlOf("products")), forwardTo(urlOf("users")), forwardTo(urlOf("orders"))];

interface Page {
  readonly orders: readonly Order[];
}

interface Order {
  user: Entity & { orders: Order[] };
  items: { product: Entity }[];
}

const small = (variables: object) =>
  products<object>("query($id:ID!){product(id:$id){id name price category{name}}}", variables);

const ROOT = "query($first:Int!,$offset:Int!){orders(first:$first,offset:$offset){";

async function medium(variables: object) {
  const fields = "id status total user{id}items{quantity product{id}}";
  const data = await orders<Page>(`${ROOT}${fields}}}`, variables);
  await Promise.all([
    complete(
      users,
      "User",
      "name email",
      data.orders.map(({ user }) => user),
      ["id"],
    ),
    complete(products, "Product", "name price", productsOf(data.orders), ["id"]),
  ]);
  return data;
}

async function large(variables: object) {
  const inner = "items{quantity product{id}}";
  const query = `${ROOT}id status total user{id orders(first:3){id total ${inner}}}${inner}}}`;
  const data = await orders<Page>(query, variables);
  const outer = productsOf(data.orders);
  const nested = productsOf(data.orders.flatMap(({ user }) => user.orders));
  const product = async (targets: Entity[], fields: string) => {
    await complete(products, "Product", fields, targets, ["id"]);
    await complete(orders, "Product", "shippingEstimate", targets, ["id", "weight"]);
  };
  await Promise.all([
    complete(
      users,
      "User",
      "name email address{street city}",
      data.orders.map(({ user }) => user),
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

const [port, server] = process.argv.slice(2);
const serve = server === "fastify" ? serveByNameInFastify : serveByName;
serve(Number(port), async (name, variables) => answers[name]?.(variables));
