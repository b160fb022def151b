import { MODEL, type TypeName } from "./model.ts";
import { type Asked, type Includes, relationshipOf } from "./query.ts";

/** For each type, what to ask its service for. */
export type Members = ReadonlyMap<TypeName, readonly string[]>;

/**
 * What must be read of each type, for the whole request at once: what is shown of it, and the keys by which it is joined
 * anywhere. So a resource that was read at one place serves at every other.
 */
export function membersFor(type: TypeName, asked: Asked): Members {
  const members = new Map<TypeName, Set<string>>();
  const add = (at: TypeName, includes: Includes): void => {
    const wanted = members.get(at) ?? shown(at, asked);
    members.set(at, wanted);
    for (const [name, inner] of includes.relationships) {
      const relationship = relationshipOf(at, name);
      if (!relationship) continue;
      if (relationship.kind === "one") wanted.add(relationship.key);
      if (relationship.kind === "part") wanted.add(relationship.member);
      add(relationship.type, inner);
      if (relationship.kind === "children") members.get(relationship.type)?.add(relationship.key);
    }
  };
  add(type, asked.includes);
  return new Map(Array.from(members, ([name, wanted]) => [name, [...wanted].sort()]));
}

/** The members that a resource shows: its attributes, and the keys of its relationships to one other. */
function shown(type: TypeName, asked: Asked): Set<string> {
  const { attributes, relationships } = MODEL[type];
  const fields = asked.fieldsOf(type);
  const members = new Set(
    fields === undefined ? attributes : fields.filter((name) => !Object.hasOwn(relationships, name)),
  );
  for (const [name, relationship] of Object.entries(relationships)) {
    if (fields !== undefined && !fields.includes(name)) continue;
    if (relationship.kind === "one") members.add(relationship.key);
    // A part costs a statement: it is read when it was asked for by name.
    if (relationship.kind === "part" && fields !== undefined) members.add(relationship.member);
  }
  return members;
}
