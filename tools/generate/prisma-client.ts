import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";

const PRISMA = createRequire(import.meta.url).resolve("prisma/build/index.js");

/**
 * Generates a subgraph's Prisma client, offline.
 * @throws Error with what Prisma says of the schema
 */
export async function generatePrismaClient(subgraph: string): Promise<void> {
  // What is no longer in the schema must not stay behind.
  await rm(join(subgraph, "src/generated/prisma"), { recursive: true, force: true });
  try {
    await promisify(execFile)(process.execPath, [PRISMA, "generate", "--no-hints"], {
      cwd: subgraph,
      // Generating asks nothing of the schema engine; naming any file keeps Prisma from downloading one.
      env: { ...process.env, CHECKPOINT_DISABLE: "1", PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    });
  } catch (error) {
    const output = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw new Error(output || String(error));
  }
}
