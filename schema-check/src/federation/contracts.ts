import { parentOf } from "../composition/places.ts";
import type { FederationFinding } from "./compare.ts";
import type { SubgraphModel } from "./model.ts";

/** A part of the graph for some readers, made by tags (as contract variants are). */
export interface Contract {
  readonly name: string;
  /** Only what has one of these tags; everything when there are none. */
  readonly include: readonly string[];
  /** And nothing that has one of these. */
  readonly exclude: readonly string[];
}

/** What enters or leaves a contract because of a tag, where the element itself stays. */
export function compareContracts(
  contracts: readonly Contract[],
  before: readonly SubgraphModel[],
  after: readonly SubgraphModel[],
): FederationFinding[] {
  const [was, is] = [tagsOf(before), tagsOf(after)];
  return contracts.flatMap((contract) =>
    [...was.keys()]
      .filter((coordinate) => is.has(coordinate))
      .flatMap((coordinate): FederationFinding[] => {
        const [had, has] = [isIn(contract, coordinate, was), isIn(contract, coordinate, is)];
        if (had === has) return [];
        const message = `\`${coordinate}\` ${has ? "is now" : "is no longer"} in the contract ${contract.name}`;
        const code = has ? "CONTRACT_EXTENDED" : "CONTRACT_REDUCED";
        return [{ code, severity: has ? "dangerous" : "breaking", message, coordinate, subgraph: undefined }];
      }),
  );
}

/** The tags of each element, in whatever subgraphs it has them. */
function tagsOf(models: readonly SubgraphModel[]): Map<string, Set<string>> {
  const tags = new Map<string, Set<string>>();
  for (const element of models.flatMap(({ elements }) => [...elements.values()])) {
    const known = tags.get(element.coordinate) ?? new Set();
    for (const given of element.directives.get("tag") ?? []) known.add(given.get("name") ?? "");
    tags.set(element.coordinate, known);
  }
  return tags;
}

/** An element is in when it, or what it stands in, is included, and none of them is excluded. */
function isIn(
  { include, exclude }: Contract,
  coordinate: string,
  tags: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const here: string[] = [];
  for (let at: string | undefined = coordinate; at !== undefined; at = parentOf(at)) here.push(...(tags.get(at) ?? []));
  return (
    (include.length === 0 || include.some((tag) => here.includes(tag))) && !exclude.some((tag) => here.includes(tag))
  );
}
