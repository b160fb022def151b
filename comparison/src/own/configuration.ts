import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ConfigurationError, readYamlFile, url } from "@threefold/configuration";
import { z } from "zod";
import { namesIn } from "./template.ts";

const headers = z.record(z.string(), z.string()).default({});
const api = z.strictObject({ url: url("http:", "https:"), headers });

/** One request of REST, or one for each of a list. */
const request = z.strictObject({
  get: z.string().startsWith("/", { error: "a path that starts with /" }),
  as: z.string().regex(/^[a-z]\w*$/i, { error: "a name of letters and digits" }),
  each: z.string().optional(),
});

const screen = z.strictObject({
  render: z.string(),
  graphql: z.string(),
  variables: z.record(z.string(), z.json()).default({}),
  rest: z.array(request).min(1, { error: "at least one request" }),
});

const shape = z.strictObject({
  rest: api,
  graphql: api,
  screens: z
    .record(z.string(), screen)
    .refine((screens) => Object.keys(screens).length > 0, { error: "at least one screen" }),
});

export type OwnApi = z.output<typeof api>;
export type OwnRequest = z.output<typeof request>;

/** A screen of somebody else's APIs. */
export interface OwnScreen extends z.output<typeof screen> {
  readonly name: string;
}

/** Somebody else's pair of APIs and the screens that they are compared by. */
export interface OwnConfiguration {
  readonly rest: OwnApi;
  readonly graphql: OwnApi;
  /** Their paths are from the root of the file system. */
  readonly screens: readonly OwnScreen[];
}

/**
 * Reads what is to be compared. `${NAME}` in a header stands for a variable of the environment.
 * @throws ConfigurationError with a line for each wrong value: where it stands, and what is expected
 */
export function readOwnConfiguration(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): OwnConfiguration {
  const { name: file, content } = readYamlFile(path, shape, ["headers"]);
  const problems: string[] = [];
  const own = (side: "rest" | "graphql"): OwnApi => ({
    url: content[side].url,
    headers: Object.fromEntries(
      Object.entries(content[side].headers).map(([name, value]) => [
        name.toLowerCase(),
        value.replaceAll(/\$\{(\w+)\}/g, (_, variable: string) => {
          const given = environment[variable];
          if (given === undefined)
            problems.push(`${file}: ${side}.headers.${name}: the variable ${variable} is not set`);
          return given ?? "";
        }),
      ]),
    ),
  });
  const inFolder = (screen: string, key: string, given: string) => {
    const found = resolve(dirname(path), given);
    if (!existsSync(found)) problems.push(`${file}: screens.${screen}.${key}: there is no file ${given}`);
    return found;
  };
  const screens = Object.entries(content.screens).map(([name, screen]): OwnScreen => {
    problems.push(...problemsOf(screen).map((problem) => `${file}: screens.${name}.${problem}`));
    return {
      ...screen,
      name,
      render: inFolder(name, "render", screen.render),
      graphql: inFolder(name, "graphql", screen.graphql),
    };
  });
  const rest = own("rest");
  // Paths follow it.
  if (/[?#]/.test(rest.url))
    problems.push(`${file}: rest.url: expected no query, since paths follow it: each has its own`);
  const configuration = {
    rest: { ...rest, url: rest.url.replace(/\/$/, "") },
    graphql: own("graphql"),
    screens,
  };
  if (problems.length > 0) throw new ConfigurationError(problems);
  return configuration;
}

/** Requests that name what is not there yet, or the same as another. */
function problemsOf({ rest, variables }: z.output<typeof screen>): string[] {
  const known = new Set(Object.keys(variables));
  return rest.flatMap((request, index) => {
    const here = new Set(request.each === undefined ? known : [...known, "each"]);
    const unknown = [...namesIn(request.get), ...(request.each === undefined ? [] : [request.each])]
      .map((name) => name.split(".")[0] ?? "")
      .filter((name) => !here.has(name));
    const problems = unknown.map(
      (name) => `rest.${index}: ${name} is neither a variable nor the answer of an earlier request`,
    );
    if (known.has(request.as)) problems.push(`rest.${index}.as: ${request.as} is there already`);
    known.add(request.as);
    return problems;
  });
}
