import { existsSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { serverAccount } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { elsewhere, openDirectory } from "./directory.ts";
import { shutDown } from "./server.ts";

/** Stops the server of a directory, if one runs, and removes the directory with everything that belongs to it. */
export async function removeEmbeddedPostgres(path: string): Promise<void> {
  if (!existsSync(path)) return;
  if (existsSync(join(path, "password"))) {
    const account = serverAccount();
    const binaries = findBinaries(account);
    await shutDown(openDirectory(path, account), account, binaries);
  }
  rmSync(elsewhere(realpathSync.native(path)), { recursive: true, force: true });
  rmSync(path, { recursive: true, force: true });
}
