import { HttpProblem } from "@threefold/rest-server";
import { MODEL, type Relationship, TYPE_NAMES, type TypeName } from "./model.ts";

/** What is included: each relationship, and what is included of those it leads to. */
export interface Includes {
  readonly relationships: ReadonlyMap<string, Includes>;
}

/** What a request asks of the resources, whichever they are. */
export interface Asked {
  readonly includes: Includes;
  /** Undefined for a type of which all is wanted. */
  fieldsOf(type: TypeName): readonly string[] | undefined;
  /** How many of each related list, by the relationship's name. */
  readonly relatedPage: ReadonlyMap<string, number>;
}

/** Relationships that a path of `include` may have, one behind the other. */
const DEEPEST = 3;
const MOST_PATHS = 20;
const MOST_RELATED = 100;

/**
 * @param query the parameters as they stand in the URL, known ones only
 * @throws HttpProblem naming the parameter that is wrong
 */
export function readQuery(query: Readonly<Record<string, string | undefined>>, type: TypeName): Asked {
  const fields = new Map<TypeName, readonly string[]>();
  for (const name of TYPE_NAMES) {
    const given = query[`fields[${name}]`];
    if (given !== undefined) fields.set(name, readFields(name, given));
  }
  return {
    includes: readIncludes(query["include"], type),
    fieldsOf: (name) => fields.get(name),
    relatedPage: readRelatedPage(query),
  };
}

function readFields(type: TypeName, given: string): string[] {
  const { attributes, onDemand = [], relationships } = MODEL[type];
  const known = [...attributes, ...onDemand, ...Object.keys(relationships)];
  const wanted = given.split(",").filter((name) => name !== "");
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown === undefined) return wanted;
  throw HttpProblem.parameter(`fields[${type}]`, `${JSON.stringify(unknown)} is none of ${known.join(", ")}`);
}

interface Growing {
  readonly relationships: Map<string, Growing>;
}

function readIncludes(given: string | undefined, type: TypeName): Includes {
  const root: Growing = { relationships: new Map() };
  const paths = (given ?? "").split(",").filter((path) => path !== "");
  if (paths.length > MOST_PATHS) throw HttpProblem.parameter("include", `may have ${MOST_PATHS} paths at most`);
  for (const path of paths) {
    const names = path.split(".");
    if (names.length > DEEPEST) {
      throw HttpProblem.parameter("include", `${JSON.stringify(path)} is deeper than ${DEEPEST} relationships`);
    }
    let node = root;
    let at = type;
    for (const name of names) {
      const relationship = relationshipOf(at, name);
      if (!relationship) {
        const known = Object.keys(MODEL[at].relationships).join(", ") || "nothing";
        throw HttpProblem.parameter("include", `${JSON.stringify(path)}: ${at} have no ${name}; they have ${known}`);
      }
      const next: Growing = node.relationships.get(name) ?? { relationships: new Map() };
      node.relationships.set(name, next);
      node = next;
      at = relationship.type;
    }
  }
  return root;
}

export const relationshipOf = (type: TypeName, name: string): Relationship | undefined =>
  Object.hasOwn(MODEL[type].relationships, name) ? MODEL[type].relationships[name] : undefined;

function readRelatedPage(query: Readonly<Record<string, string | undefined>>): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const [name, value] of Object.entries(query)) {
    const relationship = /^relatedPage\[(\w+)\]$/.exec(name)?.[1];
    if (relationship === undefined || value === undefined) continue;
    const size = Number(value);
    if (!Number.isInteger(size) || size < 1 || size > MOST_RELATED) {
      throw HttpProblem.parameter(name, `must be from 1 to ${MOST_RELATED}`);
    }
    sizes.set(relationship, size);
  }
  return sizes;
}
