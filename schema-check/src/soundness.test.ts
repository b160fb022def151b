import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseSubgraph, type SubgraphSchema, withDefer } from "@threefold/federation";
import fc from "fast-check";
import {
  type DocumentNode,
  execute,
  type FieldDefinitionNode,
  type GraphQLFieldResolver,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInputType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  isScalarType,
  Kind,
  type ObjectTypeDefinitionNode,
  print,
  typeFromAST,
  validate,
} from "graphql";
import { beforeAll, expect, test } from "vitest";
import { sideOrFindings } from "./check.ts";
import { composeSide } from "./composition/composed.ts";
import type { KnownOperation } from "./operations/operation.ts";
import { readOperations } from "./operations/read.ts";
import { compare } from "./testing/sides.ts";
import { failing } from "./verdict.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
let subgraphs: SubgraphSchema[];
let operations: readonly KnownOperation[];
beforeAll(async () => {
  const names = ["products", "users", "orders"];
  subgraphs = await Promise.all(
    names.map(async (name) =>
      parseSubgraph(name, `http://${name}`, await readFile(`${ROOT}/subgraphs/${name}/schema.graphql`, "utf8")),
    ),
  );
  ({ operations } = await readOperations(ROOT, ["playground/*.graphql"]));
  expect(operations.length).toBeGreaterThan(10);
});

/** How a field's definition may be changed at random. `keeps`: whether the same question has the same answer. */
const EDITS: readonly {
  readonly keeps: boolean;
  readonly edit: (field: FieldDefinitionNode) => FieldDefinitionNode[];
}[] = [
  { keeps: true, edit: () => [] },
  { keeps: true, edit: (field) => [{ ...field, description: { kind: Kind.STRING, value: "Something else." } }] },
  { keeps: true, edit: (field) => [field, { ...field, name: { kind: Kind.NAME, value: `${field.name.value}Too` } }] },
  { keeps: true, edit: (field) => [{ ...field, name: { kind: Kind.NAME, value: `${field.name.value}New` } }] },
  { keeps: true, edit: (field) => [{ ...field, arguments: [...(field.arguments ?? []), argument("String")] }] },
  { keeps: true, edit: (field) => [{ ...field, arguments: [...(field.arguments ?? []), argument("String!")] }] },
  { keeps: true, edit: (field) => [{ ...field, arguments: (field.arguments ?? []).slice(1) }] },
  {
    keeps: false,
    edit: (field) => [{ ...field, type: field.type.kind === Kind.NON_NULL_TYPE ? field.type.type : field.type }],
  },
  {
    keeps: false,
    edit: (field) => [
      {
        ...field,
        type: field.type.kind === Kind.NON_NULL_TYPE ? field.type : { kind: Kind.NON_NULL_TYPE, type: field.type },
      },
    ],
  },
];

const argument = (type: string) => ({
  kind: Kind.INPUT_VALUE_DEFINITION as const,
  name: { kind: Kind.NAME as const, value: "more" },
  type: type.endsWith("!") ? { kind: Kind.NON_NULL_TYPE as const, type: named(type.slice(0, -1)) } : named(type),
});
const named = (name: string) => ({ kind: Kind.NAMED_TYPE as const, name: { kind: Kind.NAME as const, value: name } });

interface Choice {
  readonly subgraph: number;
  readonly type: number;
  readonly field: number;
  readonly edit: number;
}

/** One subgraph with one field changed. */
function changed({ subgraph, type, field, edit }: Choice): SubgraphSchema[] {
  return subgraphs.map((each, index) => {
    if (index !== subgraph % subgraphs.length) return each;
    const types = each.document.definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);
    const chosen = types[type % types.length];
    const document: DocumentNode = {
      ...each.document,
      definitions: each.document.definitions.map((node) =>
        node === chosen ? withField(node as ObjectTypeDefinitionNode, field, edit) : node,
      ),
    };
    return parseSubgraph(each.name, each.url, print(document));
  });
}

function withField(type: ObjectTypeDefinitionNode, field: number, edit: number): ObjectTypeDefinitionNode {
  const fields = type.fields ?? [];
  const at = field % fields.length;
  return {
    ...type,
    fields: fields.flatMap((each, index) => (index === at ? (EDITS[edit]?.edit(each) ?? []) : [each])),
  };
}

/** The same data for the same question whatever the schema: made of the path that is asked. */
const seeded: GraphQLFieldResolver<unknown, unknown> = (_parent, _args, _context, { returnType, path, schema }) =>
  valueFor(returnType, `${path.prev?.key ?? ""} ${path.key}`, schema);

function valueFor(type: GraphQLOutputType, seed: string, schema: GraphQLSchema): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, seed, schema);
  if (isListType(type)) return [valueFor(type.ofType, `${seed} 0`, schema), valueFor(type.ofType, `${seed} 1`, schema)];
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (isScalarType(type))
    return ["Int", "Float"].includes(type.name) ? seed.length : type.name === "Boolean" ? true : seed;
  const object = isObjectType(type) ? type : schema.getPossibleTypes(type)[0];
  return { __typename: object?.name };
}

async function answer({ document }: KnownOperation, schema: GraphQLSchema) {
  const typeResolver = (value: { __typename?: string }) => value.__typename;
  const variableValues = variablesFor(document, schema);
  const { data, errors } = await execute({ schema, document, fieldResolver: seeded, typeResolver, variableValues });
  expect(errors).toBeUndefined();
  return data;
}

function variablesFor({ definitions }: DocumentNode, schema: GraphQLSchema): Record<string, unknown> {
  const variables = definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? (node.variableDefinitions ?? []) : [],
  );
  return Object.fromEntries(
    variables.flatMap(({ variable, type, defaultValue }) => {
      const input = typeFromAST(schema, type);
      return defaultValue || !isInputType(input) ? [] : [[variable.name.value, inputFor(input)]];
    }),
  );
}

function inputFor(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return inputFor(type.ofType);
  if (isListType(type)) return [inputFor(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isScalarType(type)) return type.name === "Boolean" ? true : /^(ID|String)$/.test(type.name) ? "text" : 1;
  const required = Object.values(type.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(required.map((field) => [field.name, inputFor(field.type)]));
}

test("what is called safe breaks no known operation, and gives the same answers", async () => {
  const base = { label: "base", subgraphs };
  const before = composeSide(base);
  if ("findings" in before) throw new Error("the base composes");
  const choice = fc.record({ subgraph: fc.nat(), type: fc.nat(), field: fc.nat(), edit: fc.nat(EDITS.length - 1) });
  let safe = 0;
  await fc.assert(
    fc.asyncProperty(choice, async (chosen) => {
      const head = await sideOrFindings(async () => ({ label: "head", subgraphs: changed(chosen) }));
      if ("findings" in head) return;
      const report = await compare(base, head);
      if (failing(report.findings, []).length > 0) return;
      safe += 1;
      const after = composeSide(head);
      if ("findings" in after) throw new Error("called safe, and does not compose");
      for (const operation of operations) {
        expect(validate(withDefer(after.supergraph.apiSchema), operation.document)).toEqual([]);
        if (EDITS[chosen.edit]?.keeps) {
          expect(await answer(operation, after.supergraph.apiSchema)).toEqual(
            await answer(operation, before.supergraph.apiSchema),
          );
        }
      }
    }),
    { numRuns: Number(process.env["CASES"] ?? 20) },
  );
  expect(safe).toBeGreaterThan(0);
}, 120_000);
