import type { Domain } from "../domain.ts";

/** `@shareable` value types whose fields come from several subgraphs, `@provides`, and root fields that two subgraphs have. */
export const valueTypes: Domain = {
  name: "value types",
  schema: `
    type Query { shop: Shop shops: [Shop!]! settings: Settings! orders: [Order] }
    type Shop { id: ID! place: Place address: Address hours: [[Int!]!] owner: Owner }
    type Place { lat: Float! long: Float! street: String city: String }
    type Address { street: String zip: Int city: String }
    type Settings { theme: String locale: String nested: Nested }
    type Nested { a: Int b: Int deep: Nested }
    type Owner { id: ID! name: String phone: String }
    type Order { id: ID! shop: Shop total: Int }
  `,
  subgraphs: {
    shops: {
      schema: `
        type Query { shop: Shop @shareable shops: [Shop!]! settings: Settings! @shareable }
        type Shop @key(fields: "id") { id: ID! place: Place @shareable hours: [[Int!]!] owner: Owner @shareable }
        type Place @shareable { lat: Float! long: Float! street: String }
        type Settings @shareable { theme: String nested: Nested }
        type Nested @shareable { a: Int deep: Nested }
        type Owner @key(fields: "id") { id: ID! name: String @shareable }
      `,
    },
    places: {
      schema: `
        type Query { shop: Shop @shareable settings: Settings! @shareable }
        type Shop @key(fields: "id") { id: ID! place: Place @shareable address: Address }
        type Place @shareable { city: String lat: Float! long: Float! }
        type Address { street: String zip: Int city: String }
        type Settings @shareable { locale: String nested: Nested }
        type Nested @shareable { b: Int deep: Nested }
      `,
    },
    orders: {
      schema: `
        type Query { orders: [Order] }
        type Order @key(fields: "id") { id: ID! shop: Shop @provides(fields: "owner { name }") total: Int }
        type Shop @key(fields: "id") { id: ID! owner: Owner @external }
        type Owner @key(fields: "id") { id: ID! name: String @external phone: String }
      `,
    },
  },
  world(random) {
    const owners = ["1", "2"].map((id) => ({ __typename: "Owner", id, name: `Owner ${id}`, phone: `+${id}` }));
    const shops = ["1", "2", "3"].map((id) => ({
      __typename: "Shop",
      id,
      place: random.chance(0.8)
        ? { __typename: "Place", lat: random.integer(90) / 2, long: 1e21, street: "Street", city: `City ${id}` }
        : null,
      address: random.chance(0.8) ? { __typename: "Address", street: null, zip: 2 ** 31 - 1, city: "C" } : null,
      hours: random.chance(0.8) ? [[8, 12], [], [13, 18]] : null,
      owner: random.chance(0.8) ? random.pick(owners) : null,
    }));
    const nested = { __typename: "Nested", a: 1, b: 2, deep: { __typename: "Nested", a: 3, b: 4, deep: null } };
    const orders = ["1", "2"].map((id) => ({
      __typename: "Order",
      id,
      shop: random.pick(shops),
      total: random.integer(99),
    }));
    return {
      query: {
        shop: random.pick(shops),
        shops,
        settings: { __typename: "Settings", theme: "dark", locale: "de", nested: random.chance(0.8) ? nested : null },
        orders: [...orders, null, orders[0]],
      },
      entities: [...owners, ...shops, ...orders],
      state: {},
    };
  },
};
