import { readdir, readFile } from "node:fs/promises";
import { type Operation, parseOperation } from "./operation.ts";

/**
 * All operations of this folder, in the order of their numbers.
 * @throws Error that names a file which is not as README.md describes
 */
export async function readOperations(): Promise<Operation[]> {
  const folder = new URL("./", import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".graphql")).sort();
  return Promise.all(files.map(async (file) => parseOperation(file, await readFile(new URL(file, folder), "utf8"))));
}
