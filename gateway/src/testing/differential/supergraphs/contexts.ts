import type { Domain, Item } from "../domain.ts";

/** `@context` and `@fromContext`: one entity below several parents, with other arguments from each. */
export const contexts: Domain = {
  name: "contexts",
  rustIsWrong: "It plans no arguments that come from contexts.",
  stockRefuses: true,
  schema: `
    type Query { shops: [Shop!]! market: Market! }
    interface Place { id: ID! currency: String! }
    type Shop implements Place { id: ID! currency: String! zone: String region: Region! items: [Item!]! best: Item }
    type Market implements Place { id: ID! currency: String! zone: String items: [[Item]]! }
    type Region { code: String }
    type Item { id: ID! price: String tax: Int name: String detail: Detail duty: String }
    type Detail { id: ID! text: String label: String }
  `,
  subgraphs: {
    shops: {
      schema: `
        type Query { shops: [Shop!]! market: Market! }
        interface Place { id: ID! currency: String! }
        type Shop implements Place @key(fields: "id") @context(name: "place") @context(name: "shop") { id: ID! currency: String! region: Region! items: [Item!]! best: Item }
        type Market implements Place @key(fields: "id") @context(name: "place") { id: ID! currency: String! items: [[Item]]! }
        type Region { code: String }
        type Item @key(fields: "id") { id: ID! price(currency: String @fromContext(field: "$place { currency }")): String detail: Detail }
        type Detail @key(fields: "id") { id: ID! label(currency: String @fromContext(field: "$place ... on Shop { currency } ... on Market { currency }")): String }
      `,
      fields: {
        "Item.price": ({ item }, { currency }) => `${item["cents"]} ${currency}`,
        "Detail.label": (_self, { currency }) => `in ${currency}`,
      },
    },
    taxes: {
      schema: `
        type Shop @key(fields: "id") @context(name: "taxed") { id: ID! zone: String }
        type Market @key(fields: "id") @context(name: "taxed") { id: ID! zone: String }
        type Item @key(fields: "id") { id: ID! duty(zone: String @fromContext(field: "$taxed { zone }")): String }
      `,
      fields: { "Item.duty": ({ item }, { zone }) => `${item["cents"]} in ${zone}` },
    },
    names: {
      schema: `
        type Item @key(fields: "id") { id: ID! name: String tax: Int }
        type Detail @key(fields: "id") { id: ID! text: String }
      `,
    },
  },
  fields: {
    "Shop.items": ({ item }) => (item["itemsThere"] as Item[]).map((one) => within(one, item)),
    "Shop.best": ({ item }) => within((item["itemsThere"] as Item[])[0], item),
    "Market.items": ({ item }) => [(item["itemsThere"] as Item[]).map((one) => within(one, item)), null, [null]],
    "Item.price": ({ item }) => `${item["cents"]} ${item["currencyThere"]}`,
    "Item.duty": ({ item }) => `${item["cents"]} in ${item["zoneThere"]}`,
    "Item.detail": ({ item }) => within(item["detailThere"] as Item, { currency: item["currencyThere"] }),
    "Detail.label": ({ item }) => `in ${item["currencyThere"]}`,
  },
  world(random) {
    const details = ["d1", "d2"].map((id) => ({ __typename: "Detail", id, text: `Text ${id}` }));
    const items = ["1", "2", "3"].map((id) => ({
      __typename: "Item",
      id,
      cents: random.integer(100),
      tax: random.integer(20),
      name: `Item ${id}`,
      detailThere: random.pick(details),
    }));
    const place = (id: string, typename: string, currency: string) => ({
      __typename: typename,
      id,
      currency,
      zone: random.chance(0.8) ? `Z${random.integer(2)}` : null,
      region: { __typename: "Region", code: `R${id}` },
      itemsThere: random.shuffle(items).slice(0, 2),
    });
    const shops = [place("1", "Shop", "EUR"), place("2", "Shop", "USD"), place("3", "Shop", "EUR")];
    const market = place("m", "Market", "NOK");
    return { query: { shops, market }, entities: [...details, ...items, ...shops, market], state: {} };
  },
};

/** The item as it is at a place. */
function within(item: Item | undefined, place: Readonly<Record<string, unknown>>): Item | null {
  return item === undefined ? null : { ...item, currencyThere: place["currency"], zoneThere: place["zone"] };
}
