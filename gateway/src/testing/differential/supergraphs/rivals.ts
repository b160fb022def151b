import type { Domain } from "../domain.ts";

/** Two `@requires` with different arguments of one field, one behind a key that cannot be resolved, and contexts below entities. */
export const rivals: Domain = {
  name: "rivals",
  schema: `
    type Query { goods: [Good!] }
    type Good { id: ID! price(currency: String, tax: Boolean = false): Int size: Size cheap: String dear: String plain: Int both: String owner: Maker }
    type Size { of(unit: String): Int }
    type Maker { id: ID! name: String goods: [Good!] }
  `,
  subgraphs: {
    goods: {
      schema: `
        type Query { goods: [Good!] }
        type Good @key(fields: "id") { id: ID! price(currency: String, tax: Boolean = false): Int size: Size owner: Maker }
        type Size { of(unit: String): Int }
        type Maker @key(fields: "id", resolvable: false) { id: ID! }
      `,
    },
    labels: {
      schema: `
        type Good @key(fields: "id") {
          id: ID! price(currency: String, tax: Boolean = false): Int @external size: Size @external plain: Int
          cheap: String @requires(fields: "price(currency: \\"EUR\\") size { of(unit: \\"cm\\") }")
          dear: String @requires(fields: "price(currency: \\"NOK\\", tax: true) size { of(unit: \\"mm\\") }")
          both: String @requires(fields: "price size { of }")
        }
        type Size @shareable { of(unit: String): Int @external }
      `,
    },
    makers: {
      schema: `
        type Maker @key(fields: "id") { id: ID! name: String goods: [Good!] }
        type Good @key(fields: "id", resolvable: false) { id: ID! }
      `,
    },
  },
  fields: {
    "Good.price": ({ item }, { currency, tax }) =>
      Number(item["cents"]) * (currency === "EUR" ? 10 : currency === "NOK" ? 100 : 1) + (tax ? 1 : 0),
    "Size.of": ({ item }, { unit }) => Number(item["metres"]) * (unit === "cm" ? 100 : unit === "mm" ? 1000 : 1),
    "Good.cheap": ({ get }) => `${get("price", { currency: "EUR" })} ${sizeOf(get("size"), 100)}`,
    "Good.dear": ({ get }) => `${get("price", { currency: "NOK", tax: true })} ${sizeOf(get("size"), 1000)}`,
    "Good.both": ({ get }) => `${get("price")} ${sizeOf(get("size"), 1)}`,
  },
  world(random) {
    const makers = ["1", "2"].map((id) => ({ __typename: "Maker", id, name: `Maker ${id}`, goods: [] as unknown[] }));
    const goods = ["1", "2", "3"].map((id) => ({
      __typename: "Good",
      id,
      cents: 1 + random.integer(50),
      size: random.chance(0.8) ? { __typename: "Size", metres: 1 + random.integer(9) } : null,
      plain: random.integer(9),
      owner: random.chance(0.8) ? random.pick(makers) : null,
    }));
    for (const maker of makers) maker.goods.push(...goods.filter(({ owner }) => owner === maker));
    return { query: { goods: [...goods, goods[0]] }, entities: [...makers, ...goods], state: {} };
  },
};

/** In the single schema the size has metres; in a representation, what was asked for. */
function sizeOf(size: unknown, factor: number): unknown {
  if (typeof size !== "object" || size === null) return null;
  const { metres, of } = size as { metres?: number; of?: number };
  return metres === undefined ? of : metres * factor;
}
