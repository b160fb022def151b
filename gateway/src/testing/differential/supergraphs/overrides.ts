import type { Domain, Item } from "../domain.ts";

/**
 * `@override` with labels: fields of roots and of entities, and what leads to other entities. (Composition refuses what requires a
 * field that moves so.)
 */
export const overrides: Domain = {
  name: "overrides",
  labels: ["move-top", "move-stock", "move-weight", "move-owner"],
  schema: `
    type Query { items: [Item!]! item(id: ID!): Item top: Item }
    type Item { id: ID! name: String stock: Int weight: Int shipping: Int owner: User }
    type User { id: ID! name: String email: String items: [Item!] }
  `,
  subgraphs: {
    before: {
      schema: `
        type Query { items: [Item!]! item(id: ID!): Item top: Item }
        type Item @key(fields: "id") { id: ID! name: String stock: Int weight: Int owner: User }
        type User @key(fields: "id") { id: ID! email: String }
      `,
    },
    after: {
      schema: `
        type Query { top: Item @override(from: "before", label: "move-top") }
        type Item @key(fields: "id") {
          id: ID!
          stock: Int @override(from: "before", label: "move-stock")
          weight: Int @override(from: "before", label: "move-weight")
          owner: User @override(from: "before", label: "move-owner")
        }
        type User @key(fields: "id", resolvable: false) { id: ID! }
      `,
    },
    people: {
      schema: `
        type User @key(fields: "id") { id: ID! name: String items: [Item!] email: String @override(from: "before", label: "move-owner") }
        type Item @key(fields: "id", resolvable: false) { id: ID! }
      `,
    },
    shipping: {
      schema: `type Item @key(fields: "id") { id: ID! name: String @external shipping: Int @requires(fields: "name") }`,
    },
  },
  fields: {
    "Query.item": ({ world }, { id }) => world.entities.find((one) => one.__typename === "Item" && one["id"] === id),
    "Item.shipping": ({ get }) => String(get("name")).length,
  },
  world(random) {
    const users = ["1", "2"].map((id): Record<string, unknown> & Item => ({
      __typename: "User",
      id,
      name: `User ${id}`,
      email: random.chance(0.8) ? `u${id}@example.com` : null,
    }));
    const items = ["1", "2", "3"].map((id) => ({
      __typename: "Item",
      id,
      name: `Item ${id}`,
      stock: random.integer(9),
      weight: random.chance(0.8) ? random.integer(900) : null,
      owner: random.chance(0.8) ? random.pick(users) : null,
    }));
    for (const user of users) user["items"] = items.filter(({ owner }) => owner === user);
    return { query: { items, top: random.pick(items) }, entities: [...users, ...items], state: {} };
  },
};
