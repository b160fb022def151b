import { PORTS } from "../subgraphs.ts";
import { fieldNames } from "./axes.ts";

/** How many subgraphs have one field each of an item. */
const COUNT = 16;
const FIELDS = 64;

const KEYED = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n';
const item = (fields: string) => `${KEYED} type Item @key(fields: "id") { id: ID! ${fields} }`;
const strings = (names: string) => names.replaceAll(/\w+/g, "$&: String!");

/** One that has the items, two that know other items of one, and many that have a field each. */
export const GROWTH_SCHEMAS: Readonly<Record<string, string>> = {
  items: `${item(strings(fieldNames("f", FIELDS)))} type Query { items(first: Int!, offset: Int!): [Item!]! }`,
  a: item("a: Item!"),
  b: item("b: Item!"),
  ...Object.fromEntries(Array.from({ length: COUNT }, (_, index) => [`s${index + 1}`, item(`s${index + 1}: String!`)])),
};

export const growthUrl = (name: string): string => `http://127.0.0.1:${PORTS.growth}/${name}/graphql`;
