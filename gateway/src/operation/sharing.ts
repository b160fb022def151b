import { hash } from "node:crypto";
import type { PublicFields } from "@threefold/federation";
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Fragments } from "../execution/projection/fields.ts";

/** By what it is known which subscribers may share a stream. */
export interface Sharing {
  /** The same for documents that differ in nothing but their form and their other operations. */
  readonly canonical: string;
  /** Whether every field is declared the same for everybody, so that nobody's identity is needed. */
  readonly isPublic: boolean;
}

/** Looks at a valid subscription. */
export function sharingOf(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  schema: GraphQLSchema,
  fields: PublicFields,
): Sharing {
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments.values()] };
  return { canonical: hash("sha256", print(document), "base64"), isPublic: isPublic(document, schema, fields) };
}

function isPublic(document: DocumentNode, schema: GraphQLSchema, fields: PublicFields): boolean {
  const types = new TypeInfo(schema);
  let all = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const parent = types.getParentType();
        if (parent === null || parent === undefined || !fields.has(parent.name, name.value)) all = false;
      },
    }),
  );
  return all;
}
