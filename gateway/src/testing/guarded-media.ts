import { compose, parseSubgraph, readSupergraph } from "@threefold/federation";
import { readAuthorisation } from "@threefold/federation/authorisation";
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type OperationDefinitionNode,
  parse,
  print,
  validate,
  visit,
} from "graphql";
import { type AuthorisedOperation, type Claims, compileAuthorisation } from "../operation/authorisation/index.ts";

// A supergraph with every way by which something protected could be reached, and any rules at any of its coordinates.

const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external", "@interfaceObject", "@context", "@fromContext", "@shareable"])';

const subgraphs = {
  catalogue: `${FEDERATION}
    type Query { media: [Media!] book: Book any: [Either!]! me: Person! sellers: Trader place: Place }
    type Mutation { order: Person }
    interface Media @key(fields: "id") { id: ID! title: String pages: Int }
    interface Trader { name: String wage: Int base: Site }
    type Book implements Media & Trader @key(fields: "id") { id: ID! title: String pages: Int author: Person name: String wage: Int base: Shop }
    type Film implements Media & Trader @key(fields: "id") { id: ID! title: String pages: Int! director: Person name: String wage: Int base: Studio }
    interface Site { rent: Int }
    type Shop implements Site { rent: Int door: Int }
    type Studio implements Site { rent: Int }
    union Either = Book | Person
    type Person @key(fields: "id") { id: ID! name: String salary: Int friends: [Person!]! mood: Mood home: Place }
    type Place @key(fields: "id") @context(name: "place") { id: ID! currency: String item: Item }
    type Item @key(fields: "id") { id: ID! price(currency: String @fromContext(field: "$place { currency }")): Int tax: Int }
    enum Mood { GOOD BAD }
  `,
  ratings: `${FEDERATION}
    type Media @interfaceObject @key(fields: "id") { id: ID! stars: Int }
    type Person @key(fields: "id") { id: ID! salary: Int @external bonus: Int @requires(fields: "salary") luck: Int }
    type Item @key(fields: "id") { id: ID! weight: Int }
  `,
};

export const { supergraphSdl } = compose(
  Object.entries(subgraphs).map(([name, sdl]) => parseSubgraph(name, `http://127.0.0.1/${name}`, sdl)),
);
export const { apiSchema } = readSupergraph(supergraphSdl);

const LINKS = `
  @link(url: "https://specs.apollo.dev/authenticated/v0.1", as: "login", for: SECURITY)
  @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY, import: [{ name: "@requiresScopes", as: "@may" }])
  @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)
`;

/**
 * The supergraph with directives at some coordinates: those that composition refuses too, as older versions of it let
 * them be. They bear the names that `@link` gives them.
 */
export function withRules(rules: Readonly<Record<string, string>>): string {
  const directivesAt = (coordinate: string): ConstDirectiveNode[] => {
    const [definition] = parse(`type T ${rules[coordinate] ?? ""} { f: Int }`).definitions;
    return definition?.kind === Kind.OBJECT_TYPE_DEFINITION ? [...(definition.directives ?? [])] : [];
  };
  const add = <Node extends { readonly directives?: readonly ConstDirectiveNode[] }>(
    node: Node,
    coordinate: string,
  ) => ({
    ...node,
    directives: [...(node.directives ?? []), ...directivesAt(coordinate)],
  });
  const owner = { name: "" };
  const addToFields = (node: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode) => {
    owner.name = node.name.value;
    return add(node, node.name.value);
  };
  return print(
    visit(parse(supergraphSdl.replace(/^schema\b/m, `schema ${LINKS}`)), {
      ObjectTypeDefinition: { enter: addToFields },
      InterfaceTypeDefinition: { enter: addToFields },
      EnumTypeDefinition: { enter: (node) => add(node, node.name.value) },
      FieldDefinition: { enter: (node) => add(node, `${owner.name}.${node.name.value}`) },
    }),
  );
}

export const nobody: Claims = { isAuthenticated: false, scopes: new Set() };

interface Asked {
  readonly rules: Readonly<Record<string, string>>;
  readonly document: string;
  readonly claims?: Claims;
  readonly policies?: readonly string[];
}

/** The operation of a document, and its fragments by name. */
export function read(document: DocumentNode) {
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined) throw new Error("there is no operation");
  const fragments = document.definitions.filter(
    (one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION,
  );
  return { operation, fragments: new Map(fragments.map((one) => [one.name.value, one])) };
}

/** What an operation comes to, for who asks, under some rules. */
export function ask({ rules, document, claims = nobody, policies = [] }: Asked) {
  const { operation, fragments } = read(parse(document));
  const [problem] = validate(apiSchema, parse(document));
  if (problem !== undefined) throw problem;
  const compiled = compileAuthorisation(operation, fragments, apiSchema, readAuthorisation(withRules(rules)));
  const authorised = compiled.authorise(compiled.decide(claims, new Set(policies)));
  return { compiled, authorised, ...told(authorised) };
}

/** What of an operation is planned, and at which paths something is denied. */
export const told = (authorised: AuthorisedOperation, variables = {}) => ({
  planned: authorised.planned && print(authorised.planned.document).replace(/\s+/g, " "),
  paths: authorised.errors(variables).map(({ path }) => path?.join(".")),
});
