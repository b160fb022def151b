import type { SubgraphName } from "../design/marks.tsx";
import type { Health } from "./health.ts";

const SUBGRAPHS: readonly { name: SubgraphName; x: number; owns: readonly string[] }[] = [
  { name: "products", x: 8, owns: ["catalogue", "stock", "reviews"] },
  { name: "users", x: 148, owns: ["people", "sign-in", "addresses"] },
  { name: "orders", x: 288, owns: ["carts", "orders", "sales"] },
];

const WIDTH = 124;
const middle = (x: number) => x + WIDTH / 2;

/** The system as a picture: who asks whom, and who owns what. A service that is down is drawn with a broken line. */
export function Topology({ health }: { health: Health }) {
  const standings = health.state === "told" ? health.standings : {};
  return (
    <svg className="topology" viewBox="0 0 420 424" role="img" aria-labelledby="topology-title topology-text">
      <title id="topology-title">How the system is built</title>
      <desc id="topology-text">
        A client sends one query to the gateway. The gateway asks three subgraphs: products (catalogue, stock, reviews),
        users (people, sign-in, addresses) and orders (carts, orders, sales). Each has a PostgreSQL database of its own
        that no other can read.
      </desc>
      <text className="topology-name" x="210" y="22">
        one query
      </text>
      <path className="topology-wire" d="M210 32v40" />
      <path className="topology-tip" d="m205.5 66 4.5 7 4.5-7z" />
      <rect className="topology-box topology-gateway" x="8" y="74" width="404" height="68" rx="6" />
      <text className="topology-name" x="210" y="104">
        gateway
      </text>
      <text className="topology-note" x="210" y="126">
        plans, fetches, joins
      </text>
      {SUBGRAPHS.map(({ name, x, owns }) => (
        <g key={name} className={`topology-${name}${standings[name]?.is === "down" ? " topology-down" : ""}`}>
          <path className="topology-wire" d={`M${middle(x)} 142v46`} />
          <path className="topology-tip" d={`m${middle(x) - 4.5} 182 4.5 7 4.5-7z`} />
          <rect className="topology-box" x={x} y="190" width={WIDTH} height="122" rx="6" />
          <path className="topology-band" d={`M${x} 196a6 6 0 0 1 6-6h${WIDTH - 12}a6 6 0 0 1 6 6z`} />
          <text className="topology-name" x={middle(x)} y="224">
            {name}
          </text>
          {owns.map((what, index) => (
            <text className="topology-note" key={what} x={middle(x)} y={250 + index * 20}>
              {what}
            </text>
          ))}
          <path className="topology-wire" d={`M${middle(x)} 312v30`} />
          <Database x={middle(x)} />
        </g>
      ))}
      <text className="topology-note" x="210" y="418">
        three databases, none readable by another service
      </text>
    </svg>
  );
}

const Database = ({ x }: { x: number }) => (
  <>
    <path className="topology-store" d={`M${x - 26} 350v34c0 10 52 10 52 0v-34`} />
    <ellipse className="topology-store" cx={x} cy="350" rx="26" ry="8" />
  </>
);
