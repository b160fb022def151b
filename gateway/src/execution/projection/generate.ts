import { type GraphQLOutputType, isLeafType, isListType, isNonNullType, isObjectType } from "graphql";
import { inner, isInherited, own } from "../json.ts";
import type { Selected } from "./fields.ts";
import { type Compiler, compileObject } from "./object.ts";
import type { LeafField, PlannedField } from "./planned-field.ts";
import { report, type WriteObject } from "./projection.ts";
import { compileValue } from "./value.ts";

/**
 * Generates the writer of objects that always have the same fields, as JavaScript of its own. The closures of `object.ts`
 * are one piece of code for every object of every operation, so that V8 knows neither keys nor kinds of values there;
 * what is generated is for these objects alone. It writes to the letter what the closures write.
 */
export function generateObject(fields: readonly PlannedField[], compiler: Compiler): WriteObject {
  return new Generator(compiler).object(fields);
}

/** Whether functions may be made of text: not under `--disallow-code-generation-from-strings`. */
export const mayGenerate = (() => {
  try {
    return new Function("return true")() === true;
  } catch {
    return false;
  }
})();

const text = (value: string): string => JSON.stringify(value);

/** One function's source, the functions that it calls, and the values that these name. */
class Generator {
  readonly #compiler: Compiler;
  readonly #values: unknown[] = [];
  readonly #functions: string[] = [];

  constructor(compiler: Compiler) {
    this.#compiler = compiler;
  }

  object(fields: readonly PlannedField[]): WriteObject {
    const lines: string[] = [];
    const pieces: string[] = [];
    let literal = "";
    for (const [index, field] of fields.entries()) {
      literal += `${index === 0 ? "{" : ","}${text(field.shown)}:`;
      const quoted = field.kind === "leaf" && field.required && isText(field);
      lines.push(this.#field(field, `v${index}`, `t${index}`, quoted));
      pieces.push(text(quoted ? `${literal}"` : literal), `t${index}`);
      literal = quoted ? '"' : "";
    }
    pieces.push(text(`${literal}}`));
    const whole = this.#function("o, p", `const { path } = p;\n${lines.join("\n")}\nreturn ${pieces.join(" + ")};`);
    const names = this.#values.map((_, index) => `$${index}`);
    const make = new Function(...names, `"use strict";\n${this.#functions.join("\n")}\nreturn ${whole};`);
    return make(...this.#values);
  }

  /** Statements that bring a field's text into a variable. */
  #field(field: PlannedField, value: string, to: string, quoted: boolean): string {
    const none = `if (${to} === undefined) return undefined;`;
    if (field.kind === "other") return `const ${to} = ${this.#name(field.write)}(o, p);\n${none}`;
    const read = isInherited(field.key) ? `${this.#name(own)}(o, ${text(field.key)})` : `o.${field.key}`;
    if (field.kind === "value") {
      const write = this.#value(field.type, field.below, field.what);
      const keep = `path.push(${text(field.shown)});\nconst ${to} = ${write}(${read}, p);\npath.pop();`;
      return field.required ? `${keep}\n${none}` : keep;
    }
    const slow = `${to} = ${this.#name(field.write)}(${value}, p);`;
    const otherwise = quoted
      ? `${slow}\n${none}\n${to} = ${to}.slice(1, -1);`
      : field.required
        ? `${slow}\n${none}`
        : slow;
    const [test, fast] = this.#fast(field, value, quoted);
    return `const ${value} = ${read};\nlet ${to};\nif (${test}) ${to} = ${fast};\nelse {\n${otherwise}\n}`;
  }

  /** What most values of a leaf's type are, and their text. */
  #fast(field: LeafField, value: string, quoted: boolean): readonly [test: string, text: string] {
    switch (field.type.name) {
      case "String":
      case "ID": {
        const characters = `${this.#name(inner)}(${value})`;
        return [`typeof ${value} === "string"`, quoted ? characters : `'"' + ${characters} + '"'`];
      }
      case "Int":
        return [`typeof ${value} === "number" && (${value} | 0) === ${value}`, value];
      case "Boolean":
        return [`typeof ${value} === "boolean"`, value];
      default:
        return ["false", value];
    }
  }

  /** A function for values of a type: as `compileValue` has them, where nothing is deferred. */
  #value(type: GraphQLOutputType, below: readonly Selected[], what: string): string {
    if (isNonNullType(type)) {
      const write = this.#value(type.ofType, below, what);
      return this.#function(
        "v, p",
        `const before = p.problems.length;
        const t = ${write}(v, p);
        if (t !== "null") return t;
        if (p.problems.length === before) ${this.#name(report)}(p, ${text(`Cannot return null for non-nullable ${what}.`)});`,
      );
    }
    if (isListType(type)) {
      const write = this.#value(type.ofType, below, `an element of ${what}`);
      return this.#function(
        "v, p",
        `if (v === null || v === undefined) return "null";
        if (!Array.isArray(v)) {
          ${this.#name(report)}(p, ${text(`Expected a list for ${what}.`)});
          return "null";
        }
        const { path } = p;
        const depth = path.push(0) - 1;
        let all = "[";
        let complete = true;
        for (let index = 0; index < v.length; index++) {
          path[depth] = index;
          const t = ${write}(v[index], p);
          if (t === undefined) complete = false;
          else all += index === 0 ? t : "," + t;
        }
        path.pop();
        return complete ? all + "]" : "null";`,
      );
    }
    if (isLeafType(type) || !isObjectType(type)) return this.#name(compileValue(type, below, what, this.#compiler));
    // Compiled when the first value comes: so the cost of a document is bounded by the data that it brings.
    const make = this.#name(() => compileObject(type, below, this.#compiler));
    const write = `w${this.#functions.length}`;
    this.#functions.push(`let ${write};`);
    return this.#function(
      "v, p",
      `if (v === null || v === undefined) return "null";
      if (typeof v !== "object" || Array.isArray(v)) {
        ${this.#name(report)}(p, ${text(`Expected an object for ${what}.`)});
        return "null";
      }
      ${write} ??= ${make}();
      return ${write}(v, p) ?? "null";`,
    );
  }

  /** The name under which the source sees a value. */
  #name(value: unknown): string {
    const known = this.#values.indexOf(value);
    return `$${known === -1 ? this.#values.push(value) - 1 : known}`;
  }

  #function(parameters: string, body: string): string {
    const name = `f${this.#functions.length}`;
    this.#functions.push(`const ${name} = (${parameters}) => {\n${body}\n};`);
    return name;
  }
}

/** Whether all values of a leaf are shown between quotes, so that these can be part of the text around it. */
const isText = ({ type }: LeafField): boolean => type.name === "String" || type.name === "ID";
