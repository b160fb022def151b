import type { Domain, Item } from "../domain.ts";

/** `@requires`: plain, of objects, of lists, of fields with arguments, of what itself requires something, and of other entities' fields. */
export const requires: Domain = {
  name: "requires",
  schema: `
    type Query { parcels: [Parcel]! parcel(id: ID!): Parcel }
    type Parcel {
      id: ID! grams: Int dims: Dims price(currency: String): Int labels: [String!] sender: Person boxes: [Dims!]
      label: String volume: Int shipping(express: Boolean): Int quote: String labelCount: Int greeting: String boxVolume: Int
      summary: String
    }
    type Dims { w: Int h: Int note: String }
    type Person { id: ID! name: String age: Int }
  `,
  subgraphs: {
    parcels: {
      schema: `
        type Query { parcels: [Parcel]! parcel(id: ID!): Parcel }
        type Parcel @key(fields: "id") { id: ID! grams: Int dims: Dims price(currency: String): Int labels: [String!] sender: Person boxes: [Dims!] label: String }
        type Dims @shareable { w: Int h: Int note: String }
        type Person @key(fields: "id", resolvable: false) { id: ID! }
      `,
    },
    people: { schema: `type Person @key(fields: "id") { id: ID! name: String age: Int }` },
    shipping: {
      schema: `
        type Parcel @key(fields: "id") {
          id: ID! grams: Int @external dims: Dims @external price(currency: String): Int @external labels: [String!] @external
          sender: Person @external boxes: [Dims!] @external
          volume: Int @requires(fields: "dims { w h }")
          shipping(express: Boolean): Int @requires(fields: "grams")
          quote: String @requires(fields: "price(currency: \\"EUR\\") grams")
          labelCount: Int @requires(fields: "labels")
          greeting: String @requires(fields: "sender { name age }")
          boxVolume: Int @requires(fields: "boxes { w h }")
        }
        type Dims @shareable { w: Int h: Int }
        type Person @key(fields: "id") { id: ID! name: String @external age: Int @external }
      `,
    },
    summaries: {
      schema: `
        type Parcel @key(fields: "id") { id: ID! volume: Int @external quote: String @external summary: String @requires(fields: "volume quote") }
      `,
    },
  },
  fields: {
    "Query.parcel": ({ world }, { id }) =>
      world.entities.find((one) => one.__typename === "Parcel" && one["id"] === id),
    "Parcel.price": ({ item }, { currency }) => Number(item["cents"]) * (currency === "EUR" ? 1 : 7),
    "Parcel.volume": ({ get }) => volumeOf(get("dims")),
    "Parcel.shipping": ({ get }, { express }) => (Number(get("grams")) || 0) * (express ? 2 : 1),
    "Parcel.quote": ({ get }) => `${get("price", { currency: "EUR" })} for ${get("grams")} g`,
    "Parcel.labelCount": ({ get }) => (get("labels") as unknown[] | null)?.length ?? null,
    "Parcel.greeting": ({ get }) => {
      const sender = get("sender") as Item | null;
      return sender === null ? null : `${sender["name"]}, ${sender["age"]}`;
    },
    "Parcel.boxVolume": ({ get }) =>
      ((get("boxes") as unknown[] | null) ?? []).reduce<number>((sum, box) => sum + (volumeOf(box) ?? 0), 0),
    "Parcel.summary": ({ get }) => `${get("volume")} / ${get("quote")}`,
  },
  world(random) {
    const people = ["1", "2"].map((id) => ({
      __typename: "Person",
      id,
      name: `Person ${id}`,
      age: random.integer(90),
    }));
    const dims = () => ({
      __typename: "Dims",
      w: random.integer(9),
      h: random.chance(0.8) ? random.integer(9) : null,
      note: "n",
    });
    const parcels = ["1", "2", "3"].map((id) => ({
      __typename: "Parcel",
      id,
      grams: random.chance(0.8) ? random.integer(500) : null,
      cents: random.integer(900),
      dims: random.chance(0.8) ? dims() : null,
      labels: random.chance(0.8) ? ["a", "b"].slice(random.integer(3)) : null,
      boxes: random.chance(0.8) ? [dims(), dims()].slice(random.integer(3)) : null,
      sender: random.chance(0.8) ? random.pick(people) : null,
      label: "a label",
    }));
    return { query: { parcels: [...parcels, null, parcels[0]] }, entities: [...people, ...parcels], state: {} };
  },
};

function volumeOf(dims: unknown): number | null {
  if (typeof dims !== "object" || dims === null) return null;
  const { w, h } = dims as { w: number | null; h: number | null };
  return w === null || h === null ? null : w * h;
}
