import type { GraphQLCompositeType } from "graphql";
import type { ResponseError, Variables } from "../execution.ts";
import type { Json, JsonObject } from "../json.ts";
import type { Deferring } from "./deferring.ts";

/** One projection of fetched data to the text of a response, as its writers see it. */
export interface Projection {
  readonly variables: Variables;
  /** Where the value that is being written stands. */
  readonly path: (string | number)[];
  /** What was fetched but is not what the schema promises. */
  readonly problems: ResponseError[];
  /** Of a response in parts. */
  readonly deferring?: Deferring;
}

/** JSON text of a value; nothing when it is a null that its type forbids, so that what it stands in is null too. */
export type WriteValue = (value: Json | undefined, projection: Projection) => string | undefined;

/** JSON text of an object; nothing when it must be null. */
export type WriteObject = (object: JsonObject, projection: Projection) => string | undefined;

/** Notes a value that is not what the schema promises. `keys` lead from where the projection is to that value. */
export function report({ problems, path }: Projection, message: string, ...keys: (string | number)[]): void {
  problems.push({ message, path: [...path, ...keys], extensions: { code: "INVALID_GRAPHQL" } });
}

/** An object that does not tell its type cannot be shown to one who asks for it, or for what only some types have. */
export function unknownType(type: GraphQLCompositeType): WriteObject {
  return (_object: JsonObject, projection) => {
    report(projection, `Cannot tell the type of an object of ${type.name}.`);
    return undefined;
  };
}
