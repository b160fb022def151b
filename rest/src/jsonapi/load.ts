import type { Asking } from "../services/asking.ts";
import { readMany } from "../services/batch.ts";
import { read } from "../services/read.ts";
import type { Services } from "../services/services.ts";
import type { Members } from "./members.ts";
import { idOfPart, MODEL, type Relationship, type TypeName } from "./model.ts";
import { type Asked, type Includes, relationshipOf } from "./query.ts";

/** A resource as its service gave it. */
export interface Resource {
  readonly type: TypeName;
  readonly id: string;
  readonly members: Readonly<Record<string, unknown>>;
}

type Raw = Readonly<Record<string, unknown>>;

/** All that a request has loaded: each resource once, and where lists of related ones lead. */
export interface Loaded {
  readonly included: ReadonlyMap<string, Resource>;
  /** The children of a resource, or what is one's own, that were included; undefined for those that were not. */
  childrenOf(parent: Resource, name: string): readonly Resource[] | undefined;
}

export const keyOf = ({ type, id }: Pick<Resource, "type" | "id">): string => `${type} ${id}`;

/** How many of each related list come along unless the request says otherwise. */
export const RELATED = 10;

/**
 * Loads what is included, level by level: one request for each relationship of a level, never one for each resource.
 * @param primary the resources that the request is about
 */
export async function loadIncluded(
  primary: readonly Resource[],
  { includes, relatedPage }: Asked,
  members: Members,
  services: Services,
  asking: Asking,
): Promise<Loaded> {
  const known = new Map(primary.map((resource) => [keyOf(resource), resource]));
  const included = new Map<string, Resource>();
  const children = new Map<string, readonly Resource[]>();

  const keep = (resource: Resource): Resource => {
    const before = known.get(keyOf(resource));
    if (before) return before;
    known.set(keyOf(resource), resource);
    included.set(keyOf(resource), resource);
    return resource;
  };

  const readOnes = async (type: TypeName, ids: readonly string[]): Promise<Resource[]> => {
    const { service, path = "", choosable } = MODEL[type];
    const missing = ids.filter((id) => !known.has(`${type} ${id}`));
    const fields = choosable ? `&fields=${members.get(type)?.join(",") || "id"}` : "";
    const items = await readMany<Raw>(services[service], missing, (some) => `${path}?ids=${some}${fields}`, asking);
    for (const item of items) keep({ type, id: String(item["id"]), members: item });
    return [...new Set(ids)].flatMap((id) => known.get(`${type} ${id}`) ?? []);
  };

  const readChildren = async (
    parents: readonly Resource[],
    name: string,
    { type, key, parameter }: Extract<Relationship, { kind: "children" }>,
  ): Promise<Resource[]> => {
    const { service, path = "" } = MODEL[type];
    const ids = parents.map(({ id }) => id);
    const rest = `&limit=${relatedPage.get(name) ?? RELATED}&fields=${members.get(type)?.join(",") || "id"}`;
    const items = await readMany<Raw>(services[service], ids, (some) => `${path}?${parameter}=${some}${rest}`, asking);
    const resources = items.map((item) => keep({ type, id: String(item["id"]), members: item }));
    const byParent = Map.groupBy(resources, (resource) => String(resource.members[key]));
    for (const parent of parents) children.set(`${keyOf(parent)} ${name}`, byParent.get(parent.id) ?? []);
    return resources;
  };

  const readOwn = async (
    parent: Resource,
    name: string,
    { type, path, many }: Extract<Relationship, { kind: "own" }>,
  ): Promise<Resource[]> => {
    const fields = members.get(type)?.join(",") || "id";
    const answer = await read<Raw & { data: readonly Raw[] }>(
      services[MODEL[type].service],
      `${path}?fields=${fields}`,
      asking,
    );
    const items = answer === null ? [] : many ? answer.body.data : [answer.body];
    const resources = items.map((item) => keep({ type, id: String(item["id"]), members: item }));
    children.set(`${keyOf(parent)} ${name}`, resources);
    return resources;
  };

  const follow = async (
    parents: readonly Resource[],
    name: string,
    relationship: Relationship,
  ): Promise<Resource[]> => {
    switch (relationship.kind) {
      case "one": {
        const ids = parents.flatMap(({ members: of }) =>
          typeof of[relationship.key] === "string" ? [String(of[relationship.key])] : [],
        );
        return readOnes(relationship.type, ids);
      }
      case "part":
        return parents.flatMap((parent) => partsOf(parent, relationship).map(keep));
      case "children":
        return readChildren(parents, name, relationship);
      case "own":
        return (await Promise.all(parents.map((parent) => readOwn(parent, name, relationship)))).flat();
    }
  };

  const expand = async (resources: readonly Resource[], wanted: Includes): Promise<void> => {
    const [first] = resources;
    if (!first) return;
    await Promise.all(
      Array.from(wanted.relationships, async ([name, inner]) => {
        const relationship = relationshipOf(first.type, name);
        if (relationship) await expand(await follow(resources, name, relationship), inner);
      }),
    );
  };

  await expand(primary, includes);
  // Not in the order in which the services answered: the same document has the same entity tag.
  const inOrder = new Map([...included].sort(([one], [other]) => (one < other ? -1 : 1)));
  return { included: inOrder, childrenOf: (parent, name) => children.get(`${keyOf(parent)} ${name}`) };
}

/** The parts that stand in a resource. */
export function partsOf(parent: Resource, { type, member, many }: Extract<Relationship, { kind: "part" }>): Resource[] {
  const value = parent.members[member];
  const parts = (many ? value : value == null ? [] : [value]) as Raw[] | undefined;
  return (parts ?? []).map((part) => ({ type, id: idOfPart(type, part, parent.id), members: part }));
}
