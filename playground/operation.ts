/** Who an operation asks as: nobody in particular, or one of the seeded people. */
export type Persona = (typeof PERSONAS)[number];
const PERSONAS = ["anonymous", "ada", "sol", "stan", "amira"] as const;

/** An operation of this folder, as README.md describes the files. */
export interface Operation {
  /** The file's name without its number and ending, for example `product-page`: stands in addresses, so it is permanent. */
  readonly id: string;
  /** What the document calls it, for example `ProductPage`. */
  readonly name: string;
  readonly kind: "query" | "mutation" | "subscription";
  readonly title: string;
  /** What someone wants who sends this. */
  readonly story: string;
  /** What to look at in the answer. */
  readonly notice: string;
  readonly as: Persona;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Variables whose values only the running system knows. */
  readonly lookups: readonly Lookup[];
  /** The document as people read it: without the front matter. */
  readonly text: string;
}

/** A variable whose value is the first leaf of what a query answers. */
export interface Lookup {
  readonly variable: string;
  readonly query: string;
}

const KEYS = ["title", "story", "notice", "as", "variables", "lookup"] as const;
type Key = (typeof KEYS)[number];

/**
 * Reads one file of this folder.
 * @param path the file's name, with or without folders before it: the id is made of it
 * @throws Error that names the file and what is wrong with it
 */
export function parseOperation(path: string, source: string): Operation {
  const file = path.slice(path.lastIndexOf("/") + 1);
  const wrong = (problem: string) => new Error(`${file}: ${problem}`);
  const [, id] = /^\d{2}-([a-z0-9-]+)\.graphql$/.exec(file) ?? [];
  if (id === undefined) throw wrong("expected a name like 01-three-subgraphs.graphql");

  const { entries, text } = splitFrontMatter(source, wrong);
  const one = (key: Key) => entries.filter(([name]) => name === key).map(([, value]) => value);
  const required = (key: Key) => {
    const [value] = one(key);
    if (value === undefined) throw wrong(`has no "# ${key}:" line`);
    return value;
  };
  const [, kind, name] = /^(query|mutation|subscription)\s+(\w+)/m.exec(text) ?? [];
  if (name === undefined) throw wrong("its operation has no name");
  const as = PERSONAS.find((persona) => persona === (one("as")[0] ?? "anonymous"));
  if (as === undefined) throw wrong(`"# as:" must be one of ${PERSONAS.join(", ")}`);

  return {
    id,
    name,
    kind: kind === "mutation" || kind === "subscription" ? kind : "query",
    title: required("title"),
    story: required("story"),
    notice: required("notice"),
    as,
    variables: parseVariables(one("variables")[0], wrong),
    lookups: one("lookup").map((value) => parseLookup(value, wrong)),
    text,
  };
}

type Wrong = (problem: string) => Error;

/** The comment lines at the top, joined where one goes on, and what follows them. */
function splitFrontMatter(source: string, wrong: Wrong): { entries: [Key, string][]; text: string } {
  const lines = source.split(/\r?\n/);
  const end = lines.findIndex((line) => !line.startsWith("#"));
  const entries: [Key, string][] = [];
  for (const line of end === -1 ? lines : lines.slice(0, end)) {
    const [, name, value] = /^# (\w+): *(.*)$/.exec(line) ?? [];
    const key = KEYS.find((known) => known === name);
    const last = entries.at(-1);
    if (key !== undefined) entries.push([key, value ?? ""]);
    else if (last && /^# {2,}\S/.test(line)) last[1] = `${last[1]} ${line.slice(1).trim()}`.trim();
    else throw wrong(`${JSON.stringify(line)} is neither "# key: value" (${KEYS.join(", ")}) nor goes on with one`);
  }
  return { entries, text: end === -1 ? "" : `${lines.slice(end).join("\n").trim()}\n` };
}

function parseVariables(json: string | undefined, wrong: Wrong): Record<string, unknown> {
  if (json === undefined) return {};
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {}
  throw wrong('"# variables:" must be a JSON object');
}

function parseLookup(value: string, wrong: Wrong): Lookup {
  const [, variable, query] = /^(\w+) <- (\{.*\})$/.exec(value) ?? [];
  if (variable === undefined || query === undefined) throw wrong('"# lookup:" must be: variable <- { query }');
  return { variable, query };
}
