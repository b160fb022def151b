import fc from "fast-check";
import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  OperationTypeNode,
  parse,
  validate,
} from "graphql";

export interface GeneratedOperation {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Random valid operations: nested fragments that are spread more than once, aliases, conditions, arguments, variables. */
export function operations(schema: GraphQLSchema): fc.Arbitrary<GeneratedOperation> {
  return fc.infiniteStream(fc.nat(0xffff)).map((numbers) => {
    const next = () => numbers.next().value;
    for (;;) {
      const generated = new Generator(schema, (most) => next() % (most + 1)).operation();
      if (validate(schema, parse(generated.document)).length === 0) return generated;
    }
  });
}

const VARIABLES = "($yes: Boolean!, $no: Boolean!, $few: Int!, $none: Int)";

class Generator {
  readonly #schema: GraphQLSchema;
  /** A whole number from 0 to `most`. */
  readonly #draw: (most: number) => number;
  readonly #fragments: { readonly name: string; readonly on: GraphQLNamedType; readonly text: string }[] = [];
  #budget: number;

  constructor(schema: GraphQLSchema, draw: (most: number) => number) {
    this.#schema = schema;
    this.#draw = draw;
    this.#budget = 8 + draw(40);
  }

  operation(): GeneratedOperation {
    const mutation = this.#schema.getMutationType();
    const kind = mutation && this.#chance(0.2) ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY;
    const root = this.#schema.getRootType(kind);
    if (!root) throw new Error(`the schema has no ${kind}`);
    const selections = this.#selections(root, 0);
    const used = VARIABLES.slice(1, -1)
      .split(", ")
      .filter((definition) =>
        [selections, ...this.#fragments.map(({ text }) => text)].some((text) => uses(text, definition)),
      );
    return {
      document: [
        `${kind} Generated${used.length > 0 ? `(${used.join(", ")})` : ""} ${selections}`,
        ...this.#fragments.map(({ name, on, text }) => `fragment ${name} on ${on.name} ${text}`),
      ].join("\n"),
      variables: { yes: true, no: false, few: 2 },
    };
  }

  #chance = (probability: number): boolean => this.#draw(99) < probability * 100;

  #pick<Item>(items: readonly Item[]): Item | undefined {
    return items[this.#draw(Math.max(0, items.length - 1))];
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    const parts: string[] = [];
    const wanted = 1 + this.#draw(3);
    for (let index = 0; index < wanted; index++) parts.push(...this.#selection(type, depth));
    return `{ ${parts.length === 0 ? "__typename" : parts.join(" ")} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string[] {
    if (this.#budget-- <= 0) return [];
    if (this.#chance(isObjectType(type) ? 0.15 : 0.5)) return [this.#fragment(type, depth)];
    if (isUnionType(type) || this.#chance(0.08)) return ["__typename"];
    const fields = Object.values(type.getFields()).filter(
      (field) => depth < 5 || !isCompositeType(getNamedType(field.type)),
    );
    const field = this.#pick(fields);
    if (field === undefined) return [];
    const given = field.args.flatMap((argument) => this.#argument(argument));
    const call = `${field.name}${given.length === 0 ? "" : `(${given.join(", ")})`}`;
    const alias = given.length > 0 || this.#chance(0.2) ? `${field.name}_${this.#draw(3)}: ` : "";
    const named = getNamedType(field.type);
    return [
      `${alias}${call}${this.#condition()}${isCompositeType(named) ? ` ${this.#selections(named, depth + 1)}` : ""}`,
    ];
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const objects = new Set(this.#objects(type));
    const possible = Object.values(this.#schema.getTypeMap()).filter(
      (other): other is GraphQLCompositeType =>
        isCompositeType(other) &&
        !other.name.startsWith("__") &&
        this.#objects(other).some((object) => objects.has(object)),
    );
    const known = this.#pick(this.#fragments.filter(({ on }) => possible.some((other) => other === on)));
    if (known !== undefined && this.#chance(0.5)) return `...${known.name}${this.#condition()}`;
    const on = this.#pick(possible) ?? type;
    const text = this.#selections(on, depth);
    if (this.#chance(0.5)) return `... on ${on.name}${this.#condition()} ${text}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, on, text });
    return `...${name}${this.#condition()}`;
  }

  #objects(type: GraphQLCompositeType) {
    return isObjectType(type) ? [type] : this.#schema.getPossibleTypes(type);
  }

  #condition(): string {
    if (!this.#chance(0.12)) return "";
    const value = this.#pick(["true", "false", "$yes", "$no"]) ?? "true";
    return ` @${this.#chance(0.5) ? "skip" : "include"}(if: ${value})`;
  }

  #argument({ name, type, defaultValue }: GraphQLArgument): string[] {
    const isRequired = isNonNullType(type) && defaultValue === undefined;
    if (!isRequired && this.#chance(0.4)) return [];
    if (getNamedType(type).name === "Int" && !isListType(type) && this.#chance(0.3)) {
      return [`${name}: ${isNonNullType(type) || this.#chance(0.7) ? "$few" : "$none"}`];
    }
    return [`${name}: ${this.#value(type)}`];
  }

  #value(type: GraphQLInputType): string {
    if (isNonNullType(type)) return this.#value(type.ofType);
    if (isListType(type)) {
      return `[${Array.from({ length: this.#draw(3) }, () => this.#value(type.ofType)).join(", ")}]`;
    }
    if (isEnumType(type)) return this.#pick(type.getValues())?.name ?? "null";
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || this.#chance(0.3));
      return `{${fields.map((field) => `${field.name}: ${this.#value(field.type)}`).join(", ")}}`;
    }
    if (type.name === "Int" || type.name === "Float") return String(this.#draw(4));
    return type.name === "Boolean" ? String(this.#chance(0.5)) : `"${this.#draw(3)}"`;
  }
}

const uses = (text: string, definition: string): boolean =>
  new RegExp(`\\${definition.slice(0, definition.indexOf(":"))}\\b`).test(text);
