import { complete, type Entity, forwardTo, serveByName } from "../forward.ts";
import { fieldNames } from "./axes.ts";
import { GROWTH_SCHEMAS, growthUrl } from "./subgraphs.ts";

// What somebody would write by hand for the operations of `--growth`. `node floor.ts PORT`

const asks = new Map(Object.keys(GROWTH_SCHEMAS).map((name) => [name, forwardTo(growthUrl(name))]));
const askOf = (name: string) => asks.get(name) ?? forwardTo(growthUrl(name));

const items = (fields: string, variables: object) =>
  askOf("items")<{ items: Entity[] }>(
    `query($first:Int!,$offset:Int!){items(first:$first,offset:$offset){${fields}}}`,
    variables,
  );

const from = (subgraph: string, targets: readonly Entity[]) =>
  complete(askOf(subgraph), "Item", subgraph, targets, ["id"]);

async function followed(count: number, variables: object) {
  const data = await items("id", variables);
  let targets = data.items;
  for (let hop = 0; hop < count; hop++) {
    const field = hop % 2 === 0 ? "a" : "b";
    await complete(askOf(field), "Item", `${field}{id}`, targets, ["id"]);
    targets = targets.map((target) => target[field] as Entity);
  }
  return data;
}

async function beside(fields: string, subgraphs: readonly string[], variables: object) {
  const data = await items(fields, variables);
  await Promise.all(subgraphs.map((subgraph) => from(subgraph, data.items)));
  return data;
}

serveByName(Number(process.argv[2]), async (name, variables) => {
  const [, axis, digits] = /^(\D+)(\d+)$/.exec(name) ?? [];
  const count = Number(digits);
  switch (axis) {
    case "Fields":
      return items(fieldNames("f", count), variables);
    case "List":
      return beside("id f1 f2", ["s1"], variables);
    case "Fetches":
      return followed(count - 1, variables);
    case "Subgraphs":
      return beside("id", fieldNames("s", count).split(" "), variables);
    default:
      return undefined;
  }
});
