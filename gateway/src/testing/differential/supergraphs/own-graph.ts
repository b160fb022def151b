import { fileURLToPath } from "node:url";
import { readSubgraphSchemas, readSupergraphYaml } from "@threefold/federation";
import { mockedDomain } from "../mocked.ts";

const entries = await readSupergraphYaml(fileURLToPath(new URL("../../../../supergraph.yaml", import.meta.url)));

/** The graph of this repository, by the schemas of its subgraphs. What they answer themselves, e2e/monolith looks at. */
export const ownGraph = mockedDomain("our own three subgraphs", await readSubgraphSchemas(entries));
