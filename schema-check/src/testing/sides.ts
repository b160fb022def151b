import { parseSubgraph } from "@threefold/federation";
import { compareSides, type Report } from "../check.ts";
import { type Configuration, readConfiguration } from "../configuration.ts";
import type { Side } from "../sources/base.ts";

/** One state of some subgraphs: their schemas by name. */
export const sideOf = (label: string, schemas: Readonly<Record<string, string>>): Side => ({
  label,
  subgraphs: Object.entries(schemas).map(([name, sdl]) =>
    parseSubgraph(name, `http://${name}`, sdl, `${label}/${name}.graphql`),
  ),
});

/** Compares two states as the program does without options, with no known operations and nothing accepted unless that is given. */
export async function compare(
  base: Side,
  head: Parameters<typeof compareSides>[1],
  configuration: Partial<Configuration> = {},
): Promise<Report> {
  const defaults = { ...(await readConfiguration(undefined)), operations: [], accepted: "none.yaml" };
  return compareSides(base, head, {
    configuration: { ...defaults, ...configuration },
    base: undefined,
    operations: [],
    usage: undefined,
    ignoreUnusedSinceDays: undefined,
    secondOpinion: false,
    now: new Date(),
  });
}
