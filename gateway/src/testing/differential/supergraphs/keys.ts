import type { Domain, Item } from "../domain.ts";

/** Single, several and compound keys; keys that only one of the subgraphs has; nested entities. */
export const keys: Domain = {
  name: "keys",
  schema: `
    type Query { products: [Product!]! product(id: ID!): Product user(id: ID!): User warehouses: [Warehouse] }
    type Product { id: ID! sku: String! name: String price: Int! owner: User related: [Product!] stock: Stock warehouse: Warehouse rating: Float }
    type User { id: ID! email: String! name: String favourite: Product products: [Product!]! }
    type Warehouse { city: String! org: Org! capacity: Int manager: User }
    type Org { id: ID! name: String }
    type Stock { count: Int! reserved: Int }
  `,
  subgraphs: {
    products: {
      schema: `
        type Query { products: [Product!]! product(id: ID!): Product }
        type Product @key(fields: "id") @key(fields: "sku") { id: ID! sku: String! name: String price: Int! owner: User related: [Product!] warehouse: Warehouse }
        type User @key(fields: "id", resolvable: false) { id: ID! }
        type Warehouse @key(fields: "city org { id }", resolvable: false) { city: String! org: Org! }
        type Org @shareable { id: ID! }
      `,
    },
    users: {
      schema: `
        type Query { user(id: ID!): User }
        type User @key(fields: "id") @key(fields: "email") { id: ID! email: String! name: String favourite: Product }
        type Product @key(fields: "id", resolvable: false) { id: ID! }
      `,
    },
    stock: {
      schema: `
        type Query { warehouses: [Warehouse] }
        type Product @key(fields: "sku") { sku: String! stock: Stock rating: Float }
        type Stock { count: Int! reserved: Int }
        type Warehouse @key(fields: "city org { id }") { city: String! org: Org! capacity: Int manager: User }
        type Org @shareable { id: ID! name: String }
        type User @key(fields: "email") { email: String! products: [Product!]! }
      `,
    },
  },
  fields: {
    "Query.product": ({ world }, { id }) =>
      world.entities.find((one) => one.__typename === "Product" && one["id"] === id),
    "Query.user": ({ world }, { id }) => world.entities.find((one) => one.__typename === "User" && one["id"] === id),
  },
  world(random) {
    const org = { __typename: "Org", id: "o1", name: "Org" };
    const users = ["1", "2", "3"].map((id): Record<string, unknown> & Item => ({
      __typename: "User",
      id,
      email: `u${id}@example.com`,
      name: random.chance(0.8) ? `User ${id}` : null,
    }));
    const warehouses = ["Oslo", "Rome"].map((city) => ({
      __typename: "Warehouse",
      city,
      org,
      capacity: random.integer(100),
      manager: random.pick(users),
    }));
    const products = ["1", "2", "3", "4"].map((id): Record<string, unknown> & Item => ({
      __typename: "Product",
      id,
      sku: `s${id}`,
      name: random.chance(0.8) ? `Product "${id}"` : null,
      price: random.integer(1000),
      owner: random.chance(0.8) ? random.pick(users) : null,
      stock: random.chance(0.8) ? { __typename: "Stock", count: random.integer(9), reserved: null } : null,
      warehouse: random.chance(0.8) ? random.pick(warehouses) : null,
      rating: random.integer(50) / 10,
    }));
    for (const product of products) product["related"] = random.shuffle(products).slice(0, random.integer(3));
    for (const user of users) {
      user["favourite"] = random.chance(0.7) ? random.pick(products) : null;
      user["products"] = products.filter((product) => product["owner"] === user);
    }
    return {
      query: { products: random.shuffle([...products, random.pick(products)]), warehouses: [...warehouses, null] },
      entities: [...users, ...warehouses, ...products],
      state: {},
    };
  },
};
