import { type Loaded, partsOf, type Resource } from "./load.ts";
import { MODEL, type Relationship } from "./model.ts";
import type { Asked } from "./query.ts";

export interface DocumentOptions {
  readonly asked: Asked;
  readonly loaded: Loaded;
  /** From the request's own URL up to where all resources stand. */
  readonly up: string;
  /** The next page, relative to the request. */
  readonly next?: string | undefined;
}

/** A JSON:API document (https://jsonapi.org/format/1.1/): each resource once, however many others lead to it. */
export function documentOf(primary: readonly Resource[] | Resource, options: DocumentOptions): object {
  const show = (resource: Resource) => resourceObject(resource, options);
  const { asked, loaded, next } = options;
  return {
    jsonapi: { version: "1.1" },
    ...(isList(primary) && { links: { next: next ?? null } }),
    data: isList(primary) ? primary.map(show) : show(primary),
    ...(asked.includes.relationships.size > 0 && { included: Array.from(loaded.included.values(), show) }),
  };
}

const isList = (primary: readonly Resource[] | Resource): primary is readonly Resource[] => Array.isArray(primary);

function resourceObject(resource: Resource, options: DocumentOptions): object {
  const { attributes, onDemand = [], relationships } = MODEL[resource.type];
  const fields = options.asked.fieldsOf(resource.type);
  const wanted = (name: string) => fields === undefined || fields.includes(name);
  const names = fields === undefined ? attributes : [...attributes, ...onDemand].filter(wanted);
  const shown = names.flatMap((name) =>
    resource.members[name] === undefined ? [] : [[name, resource.members[name]] as const],
  );
  const related = Object.entries(relationships).flatMap(([name, relationship]) =>
    wanted(name) ? [[name, relationshipObject(resource, name, relationship, options)] as const] : [],
  );
  return {
    type: resource.type,
    id: resource.id,
    ...(shown.length > 0 && { attributes: Object.fromEntries(shown) }),
    ...(related.length > 0 && { relationships: Object.fromEntries(related) }),
  };
}

const identifier = ({ type, id }: Resource) => ({ type, id });

function relationshipObject(
  resource: Resource,
  name: string,
  relationship: Relationship,
  { loaded, up }: DocumentOptions,
): object {
  switch (relationship.kind) {
    case "one": {
      const id = resource.members[relationship.key];
      return { data: typeof id === "string" ? { type: relationship.type, id } : null };
    }
    case "part": {
      if (resource.members[relationship.member] === undefined) return { meta: { read: false } };
      const parts = partsOf(resource, relationship).map(identifier);
      return { data: relationship.many ? parts : (parts[0] ?? null) };
    }
    case "children": {
      const children = loaded.childrenOf(resource, name);
      const links = { related: `${up}${resource.type}/${resource.id}/${name}` };
      return children === undefined ? { links } : { links, data: children.map(identifier) };
    }
    case "own": {
      const own = loaded.childrenOf(resource, name);
      if (own === undefined) return { meta: { read: false } };
      const parts = own.map(identifier);
      return { data: relationship.many ? parts : (parts[0] ?? null) };
    }
  }
}
