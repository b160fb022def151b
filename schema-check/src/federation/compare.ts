import { parse } from "graphql";
import { elementAt } from "../api/element.ts";
import type { Composed } from "../composition/composed.ts";
import { locate } from "../composition/places.ts";
import type { Finding } from "../finding.ts";
import { compareComposedDirectives } from "./composed-directives.ts";
import { type Contract, compareContracts } from "./contracts.ts";
import { compareDirectives } from "./directives.ts";
import { compareKeys } from "./keys.ts";
import { type Element, readModel, type SubgraphModel } from "./model.ts";
import { compareMoves } from "./moves.ts";
import { compareReach } from "./reach.ts";

/** A finding before its place is looked up. */
export interface FederationFinding extends Pick<Finding, "code" | "severity" | "message"> {
  readonly coordinate: string | undefined;
  readonly subgraph: string | undefined;
}

/** An element that is there on both sides. */
export interface ChangedElement {
  readonly subgraph: string;
  readonly before: Element;
  readonly after: Element;
}

/** What changed between the subgraphs, and what clients see of it does not show. */
export function compareFederation(base: Composed, head: Composed, contracts: readonly Contract[]): Finding[] {
  const [old, after] = [base.subgraphs.map(readModel), head.subgraphs.map(readModel)];
  const before = old.map((model) => renamed(model, old, after) ?? model);
  const changed = changedElements(before, after);
  const wholes =
    base.takenApart || head.takenApart ? { before: [readWhole(base)], after: [readWhole(head)] } : undefined;
  const findings = [
    ...compareSubgraphs(old, after),
    ...changed.flatMap(compareKeys),
    ...(wholes ? compareApart(changed, wholes) : changed.flatMap((element) => compareDirectives(element))),
    ...compareMoves(before, after),
    ...compareReach(base.supergraph.apiSchema, head.supergraph.apiSchema),
    ...compareComposedDirectives(base.supergraph.sdl, head.supergraph.sdl),
    ...compareContracts(contracts, wholes?.before ?? before, wholes?.after ?? after),
  ];
  return findings.map(({ subgraph, coordinate, ...finding }) => ({
    ...finding,
    ...(isHiddenTwice(finding.code, coordinate, base) && { severity: "safe" }),
    coordinate,
    ...locate(coordinate, head.places, base.places, subgraph),
  }));
}

/** What clients have never seen, since another subgraph or what it stands in hides it, is hidden from nobody. */
const isHiddenTwice = (code: string, coordinate: string | undefined, { supergraph }: Composed): boolean =>
  code === "INACCESSIBLE_ADDED" && coordinate !== undefined && !elementAt(supergraph.apiSchema, coordinate);

interface Wholes {
  readonly before: readonly SubgraphModel[];
  readonly after: readonly SubgraphModel[];
}

/** What a supergraph says of its elements as clients see them, and not of the subgraphs' that they are made of. */
const OF_ELEMENTS = ["inaccessible", "tag", "authenticated", "requiresScopes", "policy"] as const;
/** What it still tells of its subgraphs, beside keys. */
const OF_SUBGRAPHS = ["requires", "provides", "override"] as const;

/** Where a side was read as a supergraph: only what one tells can be compared. */
const compareApart = (changed: readonly ChangedElement[], { before, after }: Wholes): FederationFinding[] => [
  ...changed.flatMap((element) => compareDirectives(element, OF_SUBGRAPHS)),
  ...changedElements(before, after).flatMap((element) => compareDirectives(element, OF_ELEMENTS)),
];

const readWhole = ({ supergraph: { sdl } }: Composed): SubgraphModel =>
  readModel({ name: "supergraph", url: "", document: parse(sdl) });

function compareSubgraphs(before: readonly SubgraphModel[], after: readonly SubgraphModel[]): FederationFinding[] {
  const found = (
    code: string,
    severity: Finding["severity"],
    message: string,
    subgraph: string,
  ): FederationFinding => ({
    code,
    severity,
    message,
    coordinate: undefined,
    subgraph,
  });
  return [
    ...before.flatMap((model) => {
      const { name, url } = model;
      const now = after.find((each) => each.name === name);
      const other = renamed(model, before, after);
      if (other) {
        return [found("SUBGRAPH_RENAMED", "dangerous", `subgraph ${name} is now called ${other.name}`, other.name)];
      }
      if (!now) return [found("SUBGRAPH_REMOVED", "dangerous", `subgraph ${name} was removed`, name)];
      const moved = `subgraph ${name} has the URL ${now.url} instead of ${url}`;
      return now.url === url ? [] : [found("SUBGRAPH_URL_CHANGED", "dangerous", moved, name)];
    }),
    ...after
      .filter((model) => !before.some((one) => (renamed(one, before, after) ?? one).name === model.name))
      .map(({ name }) => found("SUBGRAPH_ADDED", "safe", `subgraph ${name} was added`, name)),
  ];
}

/** The model under its new name: one that alone is asked where the other was, which is gone. Gateways ask on as before. */
function renamed(
  model: SubgraphModel,
  before: readonly SubgraphModel[],
  after: readonly SubgraphModel[],
): SubgraphModel | undefined {
  const isIn = (models: readonly SubgraphModel[], wanted: string) => models.some(({ name }) => name === wanted);
  if (isIn(after, model.name) || before.filter(({ url }) => url === model.url).length > 1) return undefined;
  const [now, ...others] = after.filter(({ url }) => url === model.url);
  if (!now || others.length > 0 || isIn(before, now.name)) return undefined;
  return { ...model, name: now.name };
}

function changedElements(before: readonly SubgraphModel[], after: readonly SubgraphModel[]): ChangedElement[] {
  return after.flatMap((model) => {
    const old = before.find(({ name }) => name === model.name);
    return [...model.elements.values()].flatMap((element) => {
      const was = old?.elements.get(element.coordinate);
      return was ? [{ subgraph: model.name, before: was, after: element }] : [];
    });
  });
}
