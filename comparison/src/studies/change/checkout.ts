import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { Screen } from "../../screen.ts";
import { DATA_DIRECTORY } from "../../system/start.ts";
import { CHECKOUT } from "../../system/tool.ts";

/** A copy of what clients and edge are made of, in which changes are made. */
export interface Checkout extends Disposable {
  read(file: string): string;
  write(file: string, text: string): void;
  /** Runs the tool that writes the API's description and its clients' types, and gives the files that it wrote anew. */
  generate(): Promise<string[]>;
  /** A screen as it is here now. */
  screen(name: string): Promise<Screen>;
  /** The REST edge's program, from the real checkout's folder. */
  readonly edge: string;
}

const COPIED = ["topology.ts", "comparison/src", "comparison/screens", "rest", "subgraphs", "tools", "prisma"];
/** What `npm run openapi` writes. */
const GENERATED = ["rest/openapi.json", "rest/client/src/schema.d.ts"];

/** Copies the sources into the data directory: what they import of packages is found in the checkout above it. */
export function copyCheckout(): Checkout {
  const directory = join(CHECKOUT, DATA_DIRECTORY, "change");
  rmSync(directory, { recursive: true, force: true });
  for (const path of COPIED) {
    cpSync(join(CHECKOUT, path), join(directory, path), {
      recursive: true,
      filter: (source) => !/[\\/](node_modules|bench|\.turbo)$|\.test\.ts$/.test(source),
    });
  }
  // It has some packages in other versions than the root.
  symlinkSync(join(CHECKOUT, "rest/node_modules"), join(directory, "rest/node_modules"), "junction");
  const at = (file: string) => join(directory, file);
  const read = (file: string) => {
    if (!existsSync(at(file)))
      throw new Error(`studies/change/changes.yaml wants ${file}, which is not there any more`);
    return readFileSync(at(file), "utf8");
  };
  return {
    read,
    write(file, text) {
      mkdirSync(dirname(at(file)), { recursive: true });
      writeFileSync(at(file), text);
    },
    async generate() {
      const before = GENERATED.map(read);
      await runTool(directory, "openapi");
      return GENERATED.filter((file, index) => read(file) !== before[index]);
    },
    async screen(name) {
      const file = at(`comparison/screens/${name}/screen.ts`);
      // What was imported once stays as it was, whatever the file says by then.
      const url = `${pathToFileURL(file).href}?${statSync(file).mtimeMs}`;
      return ((await import(url)) as { screen: Screen }).screen;
    },
    edge: relative(CHECKOUT, at("rest/src/main.ts")),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }),
  };
}

async function runTool(cwd: string, tool: string): Promise<void> {
  const child = spawn(process.execPath, ["tools/run.mjs", tool], { cwd, stdio: ["ignore", "ignore", "pipe"] });
  const [complaints, code] = await Promise.all([
    child.stderr.setEncoding("utf8").toArray(),
    new Promise((resolve) => child.once("close", resolve)),
  ]);
  if (code !== 0) throw new Error(`${tool} failed in the changed copy:\n${complaints.join("")}`);
}
