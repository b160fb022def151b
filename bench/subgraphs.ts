/** The ports of the benchmark: the stub subgraphs', and those that candidates listen at. */
export const PORTS = { products: 4291, users: 4292, orders: 4293, people: 4294, growth: 4295 } as const;

/** The port of a candidate's process, by its place among all and its number. */
export const candidatePort = (place: number, index: number): number => 4220 + 2 * place + index;

/** How far above a candidate's port its measurements are read: above all candidates, and below the stubs. */
export const METRICS_ABOVE = 35;

export const SUBGRAPHS = ["products", "users", "orders"] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires"])\n`;

/** Three small subgraphs: two entities that all know, and a field that requires another subgraph's. */
export const SCHEMAS: Readonly<Record<SubgraphName, string>> = {
  products: `${LINK}
    type Query { product(id: ID!): Product }
    type Product @key(fields: "id") { id: ID! name: String! price: Int! weight: Int! category: Category! }
    type Category { id: ID! name: String! }`,
  users: `${LINK}
    type Query { user(id: ID!): User }
    type User @key(fields: "id") { id: ID! name: String! email: String! address: Address }
    type Address { street: String! city: String! }`,
  orders: `${LINK}
    type Query { orders(first: Int!, offset: Int!): [Order!]! }
    enum Status { NEW PAID SHIPPED DONE }
    type Order @key(fields: "id") { id: ID! status: Status! total: Int! user: User! items: [OrderItem!]! }
    type OrderItem { quantity: Int! product: Product! }
    type User @key(fields: "id") { id: ID! orders(first: Int!): [Order!]! }
    type Product @key(fields: "id") { id: ID! weight: Int! @external shippingEstimate: Int! @requires(fields: "weight") }`,
};

export const urlOf = (name: string): string => `http://127.0.0.1:${PORTS[name as SubgraphName]}/graphql`;
