import { Kind, type SelectionSetNode } from "graphql";
import { implied, type Requirement } from "./requirements.ts";
import { readRules, type SupergraphRules, type TypeRules } from "./types.ts";

/** What a supergraph demands of those who ask for its fields. */
export interface AuthorisationModel {
  /** Each once; their places in this list are their numbers. */
  readonly requirements: readonly Requirement[];
  /**
   * The numbers of all requirements that must be met to select a field. They are those
   * - of the field, of its type, and of the type that has it;
   * - of all fields that are fetched to compute it (`@requires`, `@fromContext`), and of those that these need in turn;
   * - of interfaces that have the field, unless the interface only repeats what its objects say;
   * - of a field of an interface: all that the same field of any of its objects has.
   */
  of(type: string, field: string): readonly number[];
  /**
   * Fields of keys that demand something by themselves, as `Type.field`: gateways send keys between subgraphs to join
   * what they know, whoever asks, though they show them to nobody who may not see them. To be told when a supergraph is
   * loaded: mostly a mistake.
   */
  readonly protectedKeys: readonly string[];
}

/** Reads `@authenticated`, `@requiresScopes` and `@policy` from a supergraph's SDL. */
export function readAuthorisation(sdl: string): AuthorisationModel {
  return new Model(readRules(sdl));
}

class Model implements AuthorisationModel {
  readonly requirements: Requirement[] = [];
  readonly #rules: SupergraphRules;
  readonly #numbers = new Map<string, number>();
  readonly #known = new Map<string, readonly number[]>();
  readonly #inherited = new Map<string, readonly Requirement[]>();

  constructor(rules: SupergraphRules) {
    this.#rules = rules;
    for (const [name, type] of rules.types) for (const field of type.fields.keys()) this.of(name, field);
  }

  get protectedKeys(): readonly string[] {
    const fields: (readonly [string, string])[] = [];
    for (const [name, { keys }] of this.#rules.types) for (const key of keys) this.#collect(name, key, fields);
    const isProtected = ([type, field]: readonly [string, string]) =>
      (this.#rules.types.get(type)?.fields.get(field)?.own.length ?? 0) > 0;
    return [...new Set(fields.filter(isProtected).map((field) => field.join(".")))];
  }

  of(type: string, field: string): readonly number[] {
    const coordinate = `${type}.${field}`;
    const known = this.#known.get(coordinate);
    if (known !== undefined) return known;
    const numbers = new Set<number>();
    for (const [needed, name] of this.#closure(type, field)) {
      for (const requirement of this.#direct(needed, name)) numbers.add(this.#number(requirement));
    }
    const sorted = [...numbers].sort((a, b) => a - b);
    this.#known.set(coordinate, sorted);
    return sorted;
  }

  #number(requirement: Requirement): number {
    const key = JSON.stringify(requirement);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.requirements.push(requirement) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  /** The field itself and all that is fetched for it, of object types. */
  #closure(type: string, field: string): readonly (readonly [string, string])[] {
    const found = new Map<string, readonly [string, string]>();
    const waiting: (readonly [string, string])[] = [[type, field]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [name, fieldName] = next;
      const key = next.join(".");
      const rules = this.#rules.types.get(name);
      if (rules === undefined || found.has(key)) continue;
      found.set(key, next);
      if (!rules.isObject) waiting.push(...rules.possible.map((object) => [object, fieldName] as const));
      waiting.push(...this.#needed(name, rules, fieldName));
    }
    return [...found.values()];
  }

  /** What is fetched for a field directly. An interface's own needs are those of a subgraph that has it as an object. */
  #needed(name: string, rules: TypeRules, field: string): (readonly [string, string])[] {
    const needed: (readonly [string, string])[] = [];
    for (const owner of [name, ...rules.interfaces]) {
      const definition = this.#rules.types.get(owner)?.fields.get(field);
      for (const selection of definition?.requires ?? []) this.#collect(name, selection, needed);
      for (const { context, selection } of definition?.contexts ?? []) {
        for (const setter of this.#rules.contexts.get(context) ?? []) this.#collect(setter, selection, needed);
      }
    }
    return needed;
  }

  #collect(type: string, { selections }: SelectionSetNode, into: (readonly [string, string])[]): void {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.#collect(selection.typeCondition?.name.value ?? type, selection.selectionSet, into);
      } else if (selection.kind === Kind.FIELD && selection.name.value !== "__typename") {
        into.push([type, selection.name.value]);
        const below = this.#rules.types.get(type)?.fields.get(selection.name.value)?.type;
        if (below !== undefined && selection.selectionSet) this.#collect(below, selection.selectionSet, into);
      }
    }
  }

  #direct(name: string, field: string): readonly Requirement[] {
    const type = this.#rules.types.get(name);
    const definition = type?.fields.get(field);
    if (type === undefined || definition === undefined) return [];
    return [
      ...this.#ofType(name),
      ...definition.own,
      ...this.#ofType(definition.type),
      ...(type.isObject ? type.interfaces.flatMap((above) => this.#fromInterface(above, field)) : []),
    ];
  }

  #ofType(name: string): readonly Requirement[] {
    const type = this.#rules.types.get(name);
    if (type === undefined) return [];
    return [...type.own, ...(type.isObject ? type.interfaces.flatMap((above) => this.#fromInterface(above)) : [])];
  }

  /**
   * What an interface, or its field, demands by itself, so that its objects demand it too: else one would ask for them
   * instead (CVE-2025-64530). Newer composition writes at an interface what its objects demand together; that says
   * nothing of any of them. What is demanded of a field that a subgraph gives to all objects at once, is demanded of each.
   */
  #fromInterface(name: string, field?: string): readonly Requirement[] {
    const key = field === undefined ? name : `${name}.${field}`;
    const known = this.#inherited.get(key);
    if (known !== undefined) return known;
    const ownOf = (type: TypeRules | undefined) =>
      (field === undefined ? type?.own : type?.fields.get(field)?.own) ?? [];
    const rules = this.#rules.types.get(name);
    const definition = field === undefined ? undefined : rules?.fields.get(field);
    const objects = definition?.isOfInterfaceObject ? [] : (rules?.possible ?? []);
    const below = objects.flatMap((object) => ownOf(this.#rules.types.get(object)));
    const inherited = ownOf(rules).filter((requirement) => !implied(requirement, below));
    this.#inherited.set(key, inherited);
    return inherited;
  }
}
