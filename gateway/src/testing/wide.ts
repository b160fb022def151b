import { compose, parseSubgraph, readSupergraph, type Supergraph } from "@threefold/federation";

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';

/** A supergraph of as many subgraphs as is said, each with fields of one entity, and types of its own. */
export function wideSupergraph(subgraphs: number): Supergraph {
  const parts = Array.from({ length: subgraphs }, (_, n) => {
    const query = n === 0 ? "type Query { item(id: ID!): Item }" : "";
    const own = Array.from({ length: 20 }, (_, k) => `own${n}_${k}: Own${n}`).join(" ");
    const types = `type Item @key(fields: "id") { id: ID! field${n}(size: Int = 3): String ${own} } type Own${n} { a: Int b: Int }`;
    return parseSubgraph(`s${n}`, `http://127.0.0.1/${n}`, `${LINK}${query} ${types}`);
  });
  return readSupergraph(compose(parts).supergraphSdl);
}

/** An operation over it whose plan has as many fetches. */
export function wideOperation(name: string, fetches: number): string {
  const fields = Array.from({ length: fetches }, (_, n) => `field${n}(size: $size) own${n}_1 { a b }`).join(" ");
  return `query ${name}($id: ID!, $size: Int) { item(id: $id) { ${fields} } }`;
}
