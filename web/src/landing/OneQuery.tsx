import { SilentMark, type SubgraphName } from "../design/marks.tsx";
import { firstOperation } from "./first-operation.ts";
import { ShopWindow } from "./ShopWindow.tsx";
import { useShopWindow } from "./shop-window.ts";

const SUBGRAPHS = [
  { name: "products", owns: "catalogue, stock, reviews" },
  { name: "users", owns: "people" },
  { name: "orders", owns: "what was sold" },
] as const;

/** The query that the whole system is about, its answer from the running system, and whose each value is. */
export function OneQuery() {
  const { answer, askAgain } = useShopWindow();
  return (
    <section aria-labelledby="one-query">
      <h2 id="one-query">One query, answered by three services</h2>
      <p className="lead-in">
        This is what the browser asked just now, and what came back. The marks say which service each value belongs to.
        No code joins them: the schemas do.
      </p>
      <ul className="legend" aria-label="Whose data">
        {SUBGRAPHS.map(({ name, owns }) => (
          <li key={name}>
            <SilentMark of={name} /> <strong>{name}</strong> {owns}
          </li>
        ))}
      </ul>
      <div className="one-query">
        <pre className="query">
          {[...firstOperation.text.matchAll(/.+/g)].map(({ 0: line, index }) => (
            <QueryLine key={index} line={line} />
          ))}
        </pre>
        <ShopWindow answer={answer} askAgain={askAgain} />
      </div>
    </section>
  );
}

function QueryLine({ line }: { line: string }) {
  const owner = ownerOf(line);
  return (
    <code>
      <span className="gutter">{owner && <SilentMark of={owner} />}</span>
      {line}
      {"\n"}
    </code>
  );
}

const OWNERS: Readonly<Record<string, SubgraphName>> = {
  name: "products",
  amount: "products",
  currency: "products",
  rating: "products",
  title: "products",
  unitsSold: "orders",
  displayName: "users",
};

/** Which service a line's value comes from; lines that only open or close something have none. */
const ownerOf = (line: string) => OWNERS[line.trim()];
