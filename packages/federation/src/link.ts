import { type ConstDirectiveNode, type ConstValueNode, type DocumentNode, Kind } from "graphql";

/** Which names the directives of a linked specification have in a schema. */
export interface Links {
  /**
   * The names under which a directive is used: none when its specification is not linked, and whatever `as` or an
   * `import` made of it otherwise (https://specs.apollo.dev/link/v1.0/#sec-Renaming).
   * @param identity the specification without its version: `https://specs.apollo.dev/cost`
   * @param directive its name in the specification, without `@`
   */
  namesOf(identity: string, directive: string): ReadonlySet<string>;
  /** The specification that a directive comes from, by its name in the schema; undefined where it is the schema's own. */
  identityOf(directive: string): string | undefined;
}

interface Link {
  readonly identity: string;
  /** What stands before `__` in the names of everything that is not imported. */
  readonly prefix: string;
  /** Names of the specification, with their `@`, to those in the schema. */
  readonly imports: ReadonlyMap<string, string>;
}

const LINK = "https://specs.apollo.dev/link";

/** Reads the `@link`s of a schema, also where `@link` itself has another name. */
export function readLinks({ definitions }: DocumentNode): Links {
  const links = definitions
    .filter(({ kind }) => kind === Kind.SCHEMA_DEFINITION || kind === Kind.SCHEMA_EXTENSION)
    .flatMap((definition) => ("directives" in definition ? (definition.directives ?? []) : []))
    .map((directive) => ({ name: directive.name.value, link: readLink(directive as ConstDirectiveNode) }));
  const own = links.find(({ name, link }) => link?.identity === LINK && nameOf(link, "link") === name);
  // Subgraphs do not have to link the specification of `@link`.
  const ownName = own?.name ?? "link";
  const read = links.flatMap(({ name, link }) => (link !== undefined && name === ownName ? [link] : []));
  return {
    namesOf: (identity, directive) =>
      new Set(read.filter((link) => link.identity === identity).map((link) => nameOf(link, directive))),
    identityOf(directive) {
      const imported = read.find(({ imports }) => [...imports.values()].includes(`@${directive}`));
      const own = ({ prefix }: Link) => directive === prefix || directive.startsWith(`${prefix}__`);
      return (imported ?? read.find(own))?.identity;
    },
  };
}

function nameOf({ identity, prefix, imports }: Link, directive: string): string {
  const imported = imports.get(`@${directive}`);
  if (imported !== undefined) return imported.slice(1);
  return directive === lastPart(identity) ? prefix : `${prefix}__${directive}`;
}

function readLink({ arguments: given = [] }: ConstDirectiveNode): Link | undefined {
  const values = new Map(given.map(({ name, value }) => [name.value, value]));
  const url = text(values.get("url"));
  if (url === undefined) return undefined;
  const identity = url.replace(/\/v\d+\.\d+\/?$/, "").replace(/\/$/, "");
  const imports = values.get("import");
  return {
    identity,
    prefix: text(values.get("as")) ?? lastPart(identity),
    imports: new Map(imports?.kind === Kind.LIST ? imports.values.flatMap(readImport) : []),
  };
}

/** `"@key"`, or `{ name: "@key", as: "@primary" }`. */
function readImport(value: ConstValueNode): [string, string][] {
  if (value.kind === Kind.STRING) return [[value.value, value.value]];
  if (value.kind !== Kind.OBJECT) return [];
  const name = text(value.fields.find((field) => field.name.value === "name")?.value);
  const as = text(value.fields.find((field) => field.name.value === "as")?.value);
  return name === undefined ? [] : [[name, as ?? name]];
}

const text = (value: ConstValueNode | undefined): string | undefined =>
  value?.kind === Kind.STRING ? value.value : undefined;

const lastPart = (identity: string): string => identity.slice(identity.lastIndexOf("/") + 1);
