import type { GraphQLTagPluckOptions } from "@graphql-tools/graphql-tag-pluck";
import { Source } from "graphql";

type TemplateLiteral = Parameters<NonNullable<GraphQLTagPluckOptions["pluckStringFromFile"]>>[1];
type Marked = Parameters<NonNullable<GraphQLTagPluckOptions["isGqlTemplateLiteral"]>>[0];

const COMPONENT = /\.(vue|svelte)$/;
const SCRIPT = /\.[cm]?[jt]sx?$/;
/** Whether operations stand in templates in a file, not by themselves. */
export const isCode = (file: string): boolean => SCRIPT.test(file) || COMPONENT.test(file);

/** A file that mentions neither has no document in it, whatever its tags are called. */
const MENTIONED = /gql|graphql/i;

/** Stands for `${…}` where GraphQL takes no such character: parsing ends there, unless it is in a string. */
export const INTERPOLATED = "\uE000";

/**
 * The GraphQL documents in a program's text: in `gql` and `graphql` tags and calls, in templates and strings with the comment
 * `GraphQL` before them, in templates with `#graphql` at their head. In single-file components they are read from the scripts,
 * and from `gql` tags in the markup.
 * Each source has its text where it stands in the file, and is blank before it: places in it are places in the file.
 * @throws SyntaxError when the code cannot be parsed
 */
export async function documentsIn(file: string, text: string): Promise<Source[]> {
  if (!MENTIONED.test(text) || (!text.includes("`") && text.search(STRING) === -1)) return [];
  const { scripts, markup } = COMPONENT.test(file)
    ? partsOf(text)
    : { scripts: [{ path: file, code: text }], markup: "" };
  // Only where there is code to read: its parser takes longer to load than all the rest.
  const { parseCode } = await import("@graphql-tools/graphql-tag-pluck");
  const found = scripts.flatMap(({ path, code }) => {
    const read: ReadTemplates = (text) =>
      parseCode({ code: text, filePath: path, options: { isGqlTemplateLiteral, pluckStringFromFile } });
    // One that is a statement of its own and has both marks is met twice.
    const byStart = new Map([...read(code), ...stringsIn(code, read)].map(({ start, content }) => [start, content]));
    return [...byStart].map(([start, content]) => `${blank(text.slice(0, start + 1))}${content}`);
  });
  return [...found, ...tagsIn(markup)].map((body) => new Source(body, file));
}

interface Script {
  /** Its ending says which language it is. */
  readonly path: string;
  readonly code: string;
}

/** A comment, an element without content, or a script: whichever begins first hides what is in it. */
const BLOCK = /<!--[\s\S]*?-->|<script\b[^>]*\/>|<script\b((?:"[^"]*"|'[^']*'|[^"'>])*)>([\s\S]*?)<\/script\s*>/gi;

/** The scripts of a single-file component, each alone where it stands, and what is left without them and without comments. */
function partsOf(text: string): { readonly scripts: Script[]; readonly markup: string } {
  const scripts = [...text.matchAll(BLOCK)].flatMap(({ 1: attributes, 2: code, index }) => {
    if (attributes === undefined || code === undefined) return [];
    const language = /\blang\s*=\s*["']?(\w+)/.exec(attributes)?.[1] ?? "js";
    const start = index + `<script${attributes}>`.length;
    return [{ path: `script.${language}`, code: `${blank(text.slice(0, start))}${code}` }];
  });
  return { scripts, markup: text.replaceAll(BLOCK, blank) };
}

type ReadTemplates = (code: string) => readonly { readonly start: number; readonly content: string }[];

/**
 * A string that a function is called with, or that has the comment before it, and that begins as a document does. A template is
 * of interest only where more is added to it.
 */
const STRING =
  /(?:[\w$]\s*(?:<[^()]*?>)?\(\s*|\/\*\s*graphql\s*\*\/\s*)(["'`])(\s*(?:[#{]|(?:query|mutation|subscription|fragment)\b)(?:\\.|(?!\1)[^\\])*)\1\s*(\+)?/gis;

/**
 * The documents that are plain strings, and the beginnings of those to which more is added when the program runs. The library
 * reads templates only: so each is made one, of the same length, and is a document when the library then finds it.
 */
function stringsIn(code: string, read: ReadTemplates): ReturnType<ReadTemplates> {
  return [...code.matchAll(STRING)].flatMap(({ 0: found, 1: quote = "", 2: content = "", 3: plus, index }) => {
    if (quote === "`" && plus === undefined) return [];
    const end = index + found.length;
    const start = index + found.indexOf(quote + content);
    const after = found.slice(found.lastIndexOf(quote) + 1).replace("+", ",");
    const inside = quote === "`" ? content : content.replaceAll(/`|\$(?=\{)/g, "_");
    const template = `${code.slice(0, start)}\`${inside}\`${after}${code.slice(end)}`;
    return attempt(() => read(template))
      .filter((each) => each.start === start)
      .map((each) => ({ start, content: plus && isWithin(each.content) ? each.content + INTERPOLATED : each.content }));
  });
}

/** Nothing where it was no string at all, but part of another template or of an expression: then it cannot be parsed. */
function attempt(read: () => ReturnType<ReadTemplates>): ReturnType<ReadTemplates> {
  try {
    return read();
  } catch {
    return [];
  }
}

/** As in Vue Apollo's `<ApolloQuery :query="gql => gql`…`">`. */
const tagsIn = (markup: string): string[] =>
  [...markup.matchAll(/\bgql\s*`([^`]*)`/g)].map(({ 0: tag, 1: content = "", index }) => {
    const start = index + tag.indexOf("`") + 1;
    return `${blank(markup.slice(0, start))}${content}`;
  });

function isGqlTemplateLiteral(node: Marked): boolean {
  const comment = node.leadingComments?.at(-1)?.value.trim().toLowerCase();
  const template = node.type === "ExpressionStatement" ? node.expression : node;
  const head = template.type === "TemplateLiteral" ? template.quasis[0]?.value.raw : undefined;
  return comment === "graphql" || /^\s*#graphql\b/i.test(head ?? "");
}

/**
 * A template's text as it runs. What is put between definitions is left out: fragments, which are read where they stand. What
 * is put within one is known only when the program runs.
 */
function pluckStringFromFile(code: string, { quasis }: TemplateLiteral): string | undefined {
  let text = "";
  for (const [index, quasi] of quasis.entries()) {
    text += quasi.value.cooked ?? quasi.value.raw;
    const next = quasis[index + 1];
    if (!next) break;
    const lines = blank(code.slice(quasi.end ?? 0, next.start ?? 0));
    text += isWithin(text) ? `${INTERPOLATED}${lines.slice(1)}` : lines;
  }
  return text.replaceAll(/#.*/g, "").trim() === "" ? undefined : text;
}

/** Whether a definition has begun and not ended. */
function isWithin(text: string): boolean {
  const bare = text.replaceAll(/"(?:\\.|[^"\\\n])*"|#.*/g, "");
  const count = (of: RegExp) => bare.match(of)?.length ?? 0;
  return count(/[{([]/g) > count(/[})\]]/g);
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");
