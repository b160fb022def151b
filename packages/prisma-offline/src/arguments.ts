import { parseArgs } from "node:util";

export interface ServeInvocation {
  readonly command: "serve";
  /** Files of the Prisma schema. */
  readonly datamodels: readonly string[];
  /** The database, when the configuration names one. */
  readonly url: string | undefined;
}

export type DatabaseOperation = "can-connect-to-database" | "create-database" | "drop-database";

export interface DatabaseInvocation {
  readonly command: "database";
  readonly operation: DatabaseOperation;
  readonly url: string;
}

export type Invocation = ServeInvocation | DatabaseInvocation | { readonly command: "version" };

/** Understands the arguments that Prisma's CLI gives its schema engine. */
export function parseArguments(args: readonly string[]): Invocation {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      datamodels: { type: "string", multiple: true },
      datasource: { type: "string" },
      "enabled-preview-features": { type: "string" },
      "extension-types": { type: "string" },
      version: { type: "boolean" },
    },
  });
  if (values.version) return { command: "version" };
  const url = values.datasource === undefined ? undefined : urlIn(values.datasource);
  const [command, operation] = positionals;
  if (command !== "cli") return { command: "serve", datamodels: values.datamodels ?? [], url };
  if (!isOperation(operation) || url === undefined) throw new Error(`not understood: ${args.join(" ")}`);
  return { command: "database", operation, url };
}

function urlIn(datasource: string): string | undefined {
  const { url }: { url?: string } = JSON.parse(datasource);
  return url;
}

function isOperation(text: string | undefined): text is DatabaseOperation {
  return text === "can-connect-to-database" || text === "create-database" || text === "drop-database";
}
