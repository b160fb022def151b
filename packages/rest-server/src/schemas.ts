import type { FastifyInstance } from "fastify";
import Type, { type Static, type TSchema } from "typebox";

/** Problem details (RFC 9457), as documents describe them. */
export const PROBLEM_SCHEMA = {
  $id: "Problem",
  type: "object",
  description: "What went wrong (RFC 9457).",
  properties: {
    type: { type: "string", format: "uri", description: "Which kind of problem; never changes." },
    title: { type: "string", description: "What kind of problem it is, in words." },
    status: { type: "integer" },
    detail: { type: "string", description: "What is wrong with this request." },
    instance: { type: "string", description: "The request, as logs know it." },
    errors: {
      type: "array",
      description: "Each thing that is wrong, by its place.",
      items: {
        type: "object",
        properties: {
          pointer: { type: "string", description: "A JSON Pointer into the body." },
          parameter: { type: "string" },
          header: { type: "string" },
          detail: { type: "string" },
        },
        required: ["detail"],
      },
    },
  },
  required: ["type", "title", "status", "detail", "instance"],
  additionalProperties: true,
} as const;

type JsonSchema = Record<string, unknown>;

const known = new WeakMap<FastifyInstance, Set<string>>();

/** A reference to a schema that has a name (`$id`), which the document then has once; one without a name as it is. */
export function referTo(app: FastifyInstance, schema: TSchema): JsonSchema {
  const id = Reflect.get(schema, "$id");
  if (typeof id !== "string") return { ...schema };
  const names = known.get(app) ?? new Set();
  if (!names.has(id)) app.addSchema(schema);
  known.set(app, names.add(id));
  return referenceTo(schema);
}

/** The same for a schema that the app has already. */
export function referenceTo(schema: TSchema): JsonSchema {
  const id = Reflect.get(schema, "$id");
  return typeof id === "string" ? { $ref: `${id}#` } : { ...schema };
}

/** A reference to another named schema, from inside one. The other must be referred to by a route as well. */
export const named = <Value>(id: string) => Type.Unsafe<Value>({ $ref: `${id}#` });

/** A value or null. */
export const nullable = <Schema extends TSchema>(schema: Schema) =>
  Type.Unsafe<Static<Schema> | null>({ ...schema, type: [Reflect.get(schema, "type"), "null"] });
