import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
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
} from "graphql";
import type { Random } from "./random.ts";

export interface GeneratedOperation {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface GenerateOptions {
  readonly schema: GraphQLSchema;
  readonly random: Random;
  /** Names that plans need for themselves: clients like them as aliases. */
  readonly tempting: readonly string[];
  /** Names of things that are in the data, for arguments. */
  readonly ids: readonly string[];
  /** Values of custom scalars, by name. Those that are not here get text. */
  readonly scalars?: Readonly<Record<string, readonly unknown[]>>;
  /** Arguments that always get a value, by name: those that keep lists short, say. */
  readonly always?: ReadonlySet<string>;
  /** Whether queries alone are wanted. */
  readonly queriesOnly?: boolean;
  /** How many levels below the root fields there are at most; 5 unless given. */
  readonly maxDepth?: number | undefined;
  readonly habits?: Habits | undefined;
}

/** How often clients write something that they may as well leave out, from 0 to 1. */
export interface Habits {
  /** A condition on a field or a fragment; 0.12 unless given. */
  readonly conditions?: number;
  /** A named fragment twice at one place; 0.2 unless given. */
  readonly repeats?: number;
  /** `__typename` in the place of a field; 0.1 unless given. */
  readonly typenames?: number;
  /** A name of its own for `__typename`; 0.3 unless given. */
  readonly typenameAliases?: number;
  /** `@defer` on a fragment; 0 unless given. The schema must have the directive. */
  readonly defers?: number;
}

/** Writes a random operation: mostly valid, which whoever uses it must look at. */
export function generateOperation(options: GenerateOptions): GeneratedOperation {
  return new Generator(options).operation();
}

/** The response names at one place, with what each stands for and the names below it: no two things share one. */
interface Names {
  readonly uses: Map<string, { readonly what: string; readonly below: Names }>;
}

const MAX_DEPTH = 5;
const FLAGS = ["flagA", "flagB"];

class Generator {
  readonly #options: GenerateOptions;
  readonly #random: Random;
  readonly #habits: Required<Habits>;
  readonly #fragments: string[] = [];
  readonly #variables = new Map<string, { readonly type: string; readonly value: unknown; readonly given: boolean }>();
  #budget: number;
  #lastLabel = 0;

  constructor(options: GenerateOptions) {
    this.#options = options;
    this.#random = options.random;
    this.#habits = {
      conditions: 0.12,
      repeats: 0.2,
      typenames: 0.1,
      typenameAliases: 0.3,
      defers: 0,
      ...options.habits,
    };
    this.#budget = 6 + options.random.integer(30);
  }

  operation(): GeneratedOperation {
    const { schema } = this.#options;
    const mutation = schema.getMutationType();
    const kind =
      mutation && this.#options.queriesOnly !== true && this.#random.chance(0.3)
        ? OperationTypeNode.MUTATION
        : OperationTypeNode.QUERY;
    const root = schema.getRootType(kind);
    if (root === undefined || root === null) throw new Error(`the schema has no ${kind}`);
    const selections = this.#selections(root, { uses: new Map() }, 0);
    const definitions = [...this.#variables].map(([name, { type }]) => `$${name}: ${type}`);
    const head = `${kind} Generated${definitions.length === 0 ? "" : `(${definitions.join(", ")})`}`;
    const given = [...this.#variables].filter(([, variable]) => variable.given);
    return {
      document: [`${head} ${selections}`, ...this.#fragments].join("\n"),
      variables: Object.fromEntries(given.map(([name, { value }]) => [name, value])),
    };
  }

  #selections(type: GraphQLCompositeType, names: Names, depth: number): string {
    const parts: string[] = [];
    const count = 1 + this.#random.integer(depth === 0 ? 4 : 5);
    for (let index = 0; index < count; index++) {
      const part = this.#selection(type, names, depth);
      if (part !== undefined) parts.push(part);
    }
    return parts.length === 0 ? `{ ${this.#typename(names)} }` : `{ ${parts.join(" ")} }`;
  }

  #selection(type: GraphQLCompositeType, names: Names, depth: number): string | undefined {
    if (this.#budget-- < 0) return undefined;
    if (this.#random.chance(isObjectType(type) ? 0.12 : 0.45)) return this.#fragment(type, names, depth);
    if (isUnionType(type) || this.#random.chance(this.#habits.typenames)) return this.#typename(names);
    const { maxDepth = MAX_DEPTH } = this.#options;
    const fields = Object.values(type.getFields()).filter(
      (field) => depth < maxDepth || !isCompositeType(getNamedType(field.type)),
    );
    return fields.length === 0 ? undefined : this.#field(this.#random.pick(fields), names, depth);
  }

  #typename(names: Names): string {
    const alias = this.#random.chance(this.#habits.typenameAliases)
      ? this.#name(`t${this.#random.integer(2)}`, "__typename", names)
      : "__typename";
    return alias === "__typename" ? alias : `${alias}: __typename`;
  }

  #field(field: GraphQLField<unknown, unknown>, names: Names, depth: number): string {
    const given = field.args.map((argument) => this.#argument(argument)).filter((text) => text !== undefined);
    const call = `${field.name}${given.length === 0 ? "" : `(${given.join(", ")})`}`;
    const wanted = this.#random.chance(0.2)
      ? this.#random.pick([...this.#options.tempting, `a${this.#random.integer(4)}`])
      : field.name;
    const what = `${call} ${field.type}`;
    const name = this.#name(wanted, what, names);
    const below = names.uses.get(name)?.below ?? { uses: new Map() };
    const type = getNamedType(field.type);
    const selections = isCompositeType(type) ? ` ${this.#selections(type, below, depth + 1)}` : "";
    return `${name === field.name ? "" : `${name}: `}${call}${this.#condition()}${selections}`;
  }

  /** The name, or one like it that is free. */
  #name(wanted: string, what: string, names: Names): string {
    let name = wanted;
    for (let other = 0; ; name = `${wanted}_${other++}`) {
      const use = names.uses.get(name);
      if (use === undefined) names.uses.set(name, { what, below: { uses: new Map() } });
      if (use === undefined || use.what === what) return name;
    }
  }

  #fragment(type: GraphQLCompositeType, names: Names, depth: number): string {
    const condition = this.#random.pick(this.#overlapping(type));
    const selections = this.#selections(condition, names, depth);
    if (this.#random.chance(0.6)) {
      const on = condition === type && this.#random.chance(0.3) ? "" : ` on ${condition.name}`;
      return `...${on}${this.#condition()}${this.#defer(type)} ${selections}`;
    }
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${condition.name} ${selections}`);
    const spread = () => `...${name}${this.#condition()}${this.#defer(type)}`;
    return this.#random.chance(this.#habits.repeats) ? `${spread()} ${spread()}` : spread();
  }

  #overlapping(type: GraphQLCompositeType): readonly GraphQLCompositeType[] {
    const { schema } = this.#options;
    const objectsOf = (one: GraphQLCompositeType) => (isObjectType(one) ? [one] : schema.getPossibleTypes(one));
    const objects = new Set(objectsOf(type));
    return Object.values(schema.getTypeMap()).filter(
      (one): one is GraphQLCompositeType =>
        isCompositeType(one) && !one.name.startsWith("__") && objectsOf(one).some((object) => objects.has(object)),
    );
  }

  #condition(): string {
    if (!this.#random.chance(this.#habits.conditions)) return "";
    const directive = this.#random.pick(["skip", "include"]);
    if (this.#random.chance(0.2)) return ` @${directive}(if: ${this.#random.chance(0.5)})`;
    return ` @${directive}(if: $${this.#flag()})`;
  }

  /** With a label, a condition, both or neither. Root fields of mutations are not deferred. */
  #defer(type: GraphQLCompositeType): string {
    const { defers } = this.#habits;
    if (defers === 0 || type === this.#options.schema.getMutationType() || !this.#random.chance(defers)) return "";
    const given = [
      ...(this.#random.chance(0.5) ? [`label: "L${this.#lastLabel++}"`] : []),
      ...(this.#random.chance(0.3) ? [`if: ${this.#random.pick(["true", "false", `$${this.#flag()}`])}`] : []),
    ];
    return ` @defer${given.length === 0 ? "" : `(${given.join(", ")})`}`;
  }

  /** A boolean variable. */
  #flag(): string {
    const flag = this.#random.pick(FLAGS);
    const byDefault = this.#random.chance(0.5);
    if (!this.#variables.has(flag)) {
      const type = byDefault ? `Boolean = ${this.#random.chance(0.5)}` : "Boolean!";
      const given = !byDefault || this.#random.chance(0.5);
      this.#variables.set(flag, { type, value: this.#random.chance(0.5), given });
    }
    return flag;
  }

  #argument({ name, type }: GraphQLArgument): string | undefined {
    const always = this.#options.always?.has(name) === true;
    if (!isNonNullType(type) && !always && this.#random.chance(0.4)) return undefined;
    const value = this.#value(type) ?? (always ? this.#value(type) : null);
    if (this.#random.chance(0.5)) return `${name}: ${literal(value, type)}`;
    const variable = `v${this.#variables.size}`;
    this.#variables.set(variable, { type: String(type), value, given: true });
    return `${name}: $${variable}`;
  }

  #value(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType) ?? this.#value(type);
    if (this.#random.chance(0.1)) return null;
    if (isListType(type)) return Array.from({ length: this.#random.integer(3) }, () => this.#value(type.ofType));
    if (isEnumType(type)) return this.#random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isNonNullType(field.type) || this.#random.chance(0.6),
      );
      return Object.fromEntries(fields.map((field) => [field.name, this.#value(field.type)]));
    }
    const known = this.#options.scalars?.[type.name];
    if (known !== undefined) return this.#random.pick(known);
    switch (type.name) {
      case "Int":
        return this.#random.integer(5);
      case "Float":
        return this.#random.integer(20) / 4;
      case "Boolean":
        return this.#random.chance(0.5);
      case "ID":
        return this.#random.pick(this.#options.ids);
      default:
        return this.#random.pick(["EUR", "", 'a "quoted" \\ text', "\u2028\ud83d\ude00", ...this.#options.ids]);
    }
  }
}

/** A value as GraphQL text. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (value === null || value === undefined) return "null";
  if (isListType(type) && Array.isArray(value))
    return `[${value.map((item) => literal(item, type.ofType)).join(", ")}]`;
  if (isEnumType(type)) return String(value);
  if (!isInputObjectType(type)) return JSON.stringify(value);
  const fields = type.getFields();
  const parts = Object.entries(value).map(([name, inner]) => {
    const field = fields[name];
    return field === undefined ? "" : `${name}: ${literal(inner, field.type)}`;
  });
  return `{${parts.join(", ")}}`;
}
