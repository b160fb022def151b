import type { Composed } from "../composition/composed.ts";
import type { Finding } from "../finding.ts";
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
  const [before, after] = [base.subgraphs.map(readModel), head.subgraphs.map(readModel)];
  const findings = [
    ...compareSubgraphs(before, after),
    ...changedElements(before, after).flatMap((element) => [...compareKeys(element), ...compareDirectives(element)]),
    ...compareMoves(before, after),
    ...compareReach(base.supergraph.apiSchema, head.supergraph.apiSchema),
    ...compareContracts(contracts, before, after),
  ];
  return findings.map(({ subgraph, coordinate, ...finding }) => {
    const place =
      coordinate === undefined
        ? undefined
        : (head.places.of(coordinate, subgraph) ?? base.places.of(coordinate, subgraph));
    return { ...finding, coordinate, place, excerpt: head.places.excerpt(place) };
  });
}

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
    ...before.flatMap(({ name, url }) => {
      const now = after.find((model) => model.name === name);
      if (!now) return [found("SUBGRAPH_REMOVED", "dangerous", `the subgraph ${name} is gone`, name)];
      const moved = `the subgraph ${name} is asked at ${now.url} instead of ${url}`;
      return now.url === url ? [] : [found("SUBGRAPH_URL_CHANGED", "dangerous", moved, name)];
    }),
    ...after
      .filter(({ name }) => !before.some((model) => model.name === name))
      .map(({ name }) => found("SUBGRAPH_ADDED", "safe", `the subgraph ${name} is new`, name)),
  ];
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
