import { posix } from "node:path";
import { parseSync } from "oxc-parser";

/**
 * What a file imports, types included: paths from the checkout's root for its own files, names for packages.
 * @throws SyntaxError when the file cannot be read as TypeScript
 */
export function importsOf(file: string, text: string): string[] {
  const { module, errors } = parseSync(file, text);
  if (errors[0]) throw new SyntaxError(`${file}: ${errors[0].message}`);
  const names = [
    ...module.staticImports.map((each) => each.moduleRequest.value),
    ...module.staticExports.flatMap((each) =>
      each.entries.flatMap((entry) => (entry.moduleRequest ? [entry.moduleRequest.value] : [])),
    ),
    ...module.dynamicImports.flatMap((each) => quoted(text.slice(each.moduleRequest.start, each.moduleRequest.end))),
  ];
  return [...new Set(names)].map((name) => (name.startsWith(".") ? posix.join(posix.dirname(file), name) : name));
}

/** The name in a dynamic import, where it is written out. */
const quoted = (source: string): string[] => /^["'](.+)["']$/.exec(source)?.slice(1) ?? [];
