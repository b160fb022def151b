import { parseOperation } from "@threefold/playground";
import source from "../../../playground/01-three-subgraphs.graphql?raw";

/** The query that this page is about. It alone: the others' texts would be most of the page's weight. */
export const firstOperation = parseOperation("01-three-subgraphs.graphql", source);
