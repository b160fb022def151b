import { parentOf } from "../composition/places.ts";
import type { FederationFinding } from "./compare.ts";
import { isInKey } from "./keys.ts";
import type { SubgraphModel } from "./model.ts";

/**
 * Fields that another subgraph answers than before. With `@override` the new one takes over when the gateway learns of it, and
 * the old one has to go on answering until then; without, nothing says that it does.
 */
export function compareMoves(before: readonly SubgraphModel[], after: readonly SubgraphModel[]): FederationFinding[] {
  const [was, is] = [ownersOf(before), ownersOf(after)];
  return [...was].flatMap(([coordinate, old]): FederationFinding[] => {
    const now = is.get(coordinate) ?? [];
    if (now.length === 0) return [];
    const gone = old.filter(({ subgraph }) => !answers(after, subgraph, coordinate));
    if (now.some(({ subgraph }) => old.some((one) => one.subgraph === subgraph))) {
      // Of a type that went as well, what came to it is told.
      return gone
        .filter(({ subgraph }) => has(after, subgraph, parentOf(coordinate)))
        .map(({ subgraph }) => atOnce(`\`${coordinate}\` is no longer resolved by ${subgraph}`, coordinate, subgraph));
    }
    const [from] = old;
    const to = now.find(({ override }) => override !== undefined && override === from?.subgraph);
    const message = `\`${coordinate}\` moves from ${namesOf(old)} to ${namesOf(now)}`;
    if (!to) {
      return [
        {
          code: "FIELD_MOVED_WITHOUT_OVERRIDE",
          severity: "breaking",
          message: `${message} without @override`,
          coordinate,
          subgraph: now[0]?.subgraph,
        },
      ];
    }
    if (gone.length > 0) return [atOnce(`${message} in one step`, coordinate, to.subgraph)];
    return [{ code: "FIELD_MOVED", severity: "safe", message, coordinate, subgraph: to.subgraph }];
  });
}

const atOnce = (what: string, coordinate: string, subgraph: string): FederationFinding => ({
  code: "FIELD_MOVED_AT_ONCE",
  severity: "breaking",
  message: `${what}, and gateways with the old supergraph still ask for it there`,
  coordinate,
  subgraph,
});

const has = (models: readonly SubgraphModel[], subgraph: string, coordinate: string | undefined): boolean =>
  coordinate !== undefined && models.some(({ name, elements }) => name === subgraph && elements.has(coordinate));

const answers = (models: readonly SubgraphModel[], subgraph: string, coordinate: string): boolean =>
  models.some((model) => model.name === subgraph && model.elements.has(coordinate) && !isExternal(coordinate, model));

/** In a key, `@external` says nothing: Federation 1 wanted it there. */
const isExternal = (coordinate: string, model: SubgraphModel): boolean =>
  model.elements.get(coordinate)?.directives.has("external") === true && !isInKey(coordinate, model);

interface Owner {
  readonly subgraph: string;
  readonly override: string | undefined;
}

const namesOf = (owners: readonly Owner[]): string => owners.map(({ subgraph }) => subgraph).join(", ");

/** Who answers each field: has it, not as `@external`, and is not overridden by another. */
function ownersOf(models: readonly SubgraphModel[]): Map<string, Owner[]> {
  const owners = new Map<string, Owner[]>();
  for (const model of models) {
    for (const { coordinate, isField, directives } of model.elements.values()) {
      if (!isField || isExternal(coordinate, model)) continue;
      const [override] = directives.get("override") ?? [];
      // While a label is there, only a part of the requests is the other's.
      const from = override?.has("label") ? undefined : override?.get("from");
      const known = owners.get(coordinate) ?? [];
      owners.set(coordinate, [...known, { subgraph: model.name, override: from }]);
    }
  }
  for (const [coordinate, all] of owners) {
    const overridden = new Set(all.map(({ override }) => override));
    owners.set(
      coordinate,
      all.filter(({ subgraph }) => !overridden.has(subgraph)),
    );
  }
  return owners;
}
