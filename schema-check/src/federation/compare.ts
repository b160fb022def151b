import { parse } from "graphql";
import { elementAt } from "../api/element.ts";
import type { Composed } from "../composition/composed.ts";
import { locate } from "../composition/places.ts";
import type { Finding } from "../finding.ts";
import { AUTHORISATION, compareAuthorisation } from "./authorisation.ts";
import { compareComposedDirectives } from "./composed-directives.ts";
import { type Contract, compareContracts } from "./contracts.ts";
import { compareDirectives } from "./directives.ts";
import { compareKeys, isInKey } from "./keys.ts";
import { DIRECTIVES, type DirectiveName, type Element, readModel, type SubgraphModel } from "./model.ts";
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
  const wholes = { before: [readWhole(base)], after: [readWhole(head)] };
  const apart = base.takenApart || head.takenApart;
  const inSubgraphs = changed.flatMap((element) => compareDirectives(element, apart ? OF_SUPERGRAPHS : OWN));
  const inWholes = (directives: readonly DirectiveName[]) =>
    changedElements(wholes.before, wholes.after)
      .flatMap((element) => compareDirectives(element, directives))
      .map((finding) => ({ ...finding, subgraph: subgraphOf(finding, changed) }));
  const findings = [
    ...compareSubgraphs(old, after),
    ...changed.flatMap((element) => compareKeys(element, before)),
    ...inSubgraphs,
    ...(apart ? inWholes(VISIBLE) : []),
    ...compareAuthorisation(base, head, inWholes(AUTHORISATION)),
    ...compareMoves(before, after),
    ...compareReach(base.supergraph.apiSchema, head.supergraph.apiSchema),
    ...compareComposedDirectives(base.supergraph.sdl, head.supergraph.sdl),
    ...compareContracts(contracts, apart ? wholes.before : before, apart ? wholes.after : after),
  ];
  return findings.map(({ subgraph, coordinate, ...finding }) => ({
    ...finding,
    ...((isHiddenTwice(finding.code, coordinate, base) || isOfKey(finding.code, coordinate, subgraph, after)) && {
      severity: "safe",
    }),
    coordinate,
    ...locate(coordinate, head.places, base.places, subgraph),
  }));
}

/** What clients have never seen, since another subgraph or what it stands in hides it, is hidden from nobody. */
const isHiddenTwice = (code: string, coordinate: string | undefined, { supergraph }: Composed): boolean =>
  code === "INACCESSIBLE_ADDED" && coordinate !== undefined && !elementAt(supergraph.apiSchema, coordinate);

const isOfKey = (
  code: string,
  coordinate = "",
  subgraph: string | undefined,
  models: readonly SubgraphModel[],
): boolean => /^EXTERNAL_/.test(code) && models.some((model) => model.name === subgraph && isInKey(coordinate, model));

/** What a supergraph says of its elements as clients see them. */
const VISIBLE = ["inaccessible", "tag"] as const;
/** What a supergraph still tells of its subgraphs, beside keys. */
const OF_SUPERGRAPHS = ["requires", "provides", "override"] as const;
/** What subgraphs say for themselves. Who gets what is a matter of what they say together. */
const OWN = DIRECTIVES.filter((directive) => !AUTHORISATION.some((each) => each === directive));

/** The subgraph by whose change the supergraph says something else of an element. */
const subgraphOf = ({ code, coordinate }: FederationFinding, changed: readonly ChangedElement[]) =>
  changed
    .filter(({ after }) => after.coordinate === coordinate)
    .flatMap((element) => compareDirectives(element, AUTHORISATION))
    .find((finding) => finding.code.split("_")[0] === code.split("_")[0])?.subgraph;

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
