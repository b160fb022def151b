import { SilentMark, type SubgraphName } from "../../design/marks.tsx";

const KNOWN: readonly SubgraphName[] = ["products", "users", "orders"];

export const knownSubgraph = (name: string): SubgraphName | undefined => KNOWN.find((known) => known === name);

/** A subgraph's name with its mark, if it is one of those that have one. */
export function NamedSubgraph({ name }: { name: string }) {
  const known = knownSubgraph(name);
  return (
    <span className="named-subgraph">
      {known && <SilentMark of={known} />} {name}
    </span>
  );
}
