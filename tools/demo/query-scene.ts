import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../system/paths.ts";
import type { Graph } from "./graph.ts";

const OPERATION = "playground/01-three-subgraphs.graphql";
/** How wide the axis of time is, in characters. */
const AXIS = 32;

interface Shop {
  readonly products: { readonly edges: readonly { readonly node: ShopProduct }[] };
}

interface ShopProduct {
  readonly name: string;
  readonly unitsSold: number;
  readonly seller: { readonly displayName: string };
}

/** What the scene shows of `extensions.explain`; all of it is in gateway/EXPLAIN.md. */
interface Explanation {
  readonly executionMs: number;
  readonly fetches: readonly Fetch[];
}

interface Fetch {
  readonly subgraph: string;
  readonly path: readonly string[];
  readonly startMs: number;
  readonly durationMs: number;
  readonly representations?: { readonly needed: number; readonly sent: number };
  readonly statements?: { readonly count: number };
}

/** One query over three subgraphs: what it answered, and each request that the gateway made for it, on one axis of time. */
export async function queryScene(graph: Graph): Promise<void> {
  const query = await readFile(join(root, OPERATION), "utf8");
  const { data, explanation } = await graph.explained<Shop, Explanation>(query);
  console.log(`One query over three subgraphs: ${OPERATION}`);
  for (const { node } of data.products.edges) {
    console.log(`  ${node.name}: ${node.unitsSold} sold (orders), by ${node.seller.displayName} (users)`);
  }
  console.log(
    `The gateway planned it as ${explanation.fetches.length} requests, ${Math.round(explanation.executionMs)} ms:`,
  );
  for (const fetch of explanation.fetches) console.log(`  ${lineOf(fetch, explanation.executionMs)}`);
}

function lineOf(fetch: Fetch, wholeMs: number): string {
  const { subgraph, path, startMs, durationMs, representations, statements } = fetch;
  const column = (ms: number) => Math.round((ms / wholeMs) * AXIS);
  const length = Math.max(1, column(startMs + durationMs) - column(startMs));
  const bar = " ".repeat(column(startMs)) + "▇".repeat(length);
  const where = path.filter((name) => name !== "@").join(".") || "the root fields";
  const entities = representations ? `, ${representations.sent} for ${representations.needed}` : "";
  const sql = statements ? `, ${statements.count} SQL` : "";
  return `${subgraph.padEnd(8)} ${bar.padEnd(AXIS + 1)} ${durationMs.toFixed(0).padStart(3)} ms${entities}${sql}: ${where}`;
}
