import { readFile } from "node:fs/promises";
import { InvalidSupergraphError, readSupergraph, type Supergraph } from "@threefold/federation";

/** Where a supergraph is read from, and which of its subgraphs run elsewhere than it says. */
export interface SupergraphFile {
  readonly path: string;
  /** URLs by the subgraphs' names. */
  readonly subgraphUrls: Readonly<Record<string, string>>;
}

/**
 * Reads a supergraph that can be served: valid, and with a URL for each subgraph.
 * @throws InvalidSupergraphError naming the file and what is wrong, in one line
 */
export async function loadSupergraph({ path, subgraphUrls }: SupergraphFile): Promise<Supergraph> {
  const supergraph = read(path, await readText(path));
  const names = supergraph.subgraphs.map(({ name }) => name);
  const unknown = Object.keys(subgraphUrls).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new InvalidSupergraphError(`${path} has no subgraph ${JSON.stringify(unknown)}, only ${names.join(", ")}`);
  }
  const subgraphs = supergraph.subgraphs.map(({ name, url }) => ({ name, url: subgraphUrls[name] ?? url }));
  for (const { name, url } of subgraphs) {
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) {
      const saying = url === "" ? "no URL" : `a URL that is none: ${JSON.stringify(url)}`;
      throw new InvalidSupergraphError(
        `${path} has for the subgraph ${name} ${saying}; give one by --subgraph-url ${name}=URL`,
      );
    }
  }
  return { ...supergraph, subgraphs };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new InvalidSupergraphError(missing ? `there is no file ${path}` : `${path} cannot be read`, { cause: error });
  }
}

function read(path: string, sdl: string): Supergraph {
  try {
    return readSupergraph(sdl);
  } catch (error) {
    if (!(error instanceof InvalidSupergraphError)) throw error;
    throw new InvalidSupergraphError(`${path}: ${error.message}`, { cause: error });
  }
}
