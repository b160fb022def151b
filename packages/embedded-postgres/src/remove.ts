import { existsSync, lstatSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { serverAccount } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { elsewhere, openDirectory } from "./directory.ts";
import { shutDown } from "./server.ts";

/** What a server's directory has: see `Directory`, and what making it leaves when it is interrupted. */
const OURS = /^(?:data(?:-[0-9a-f-]{36}(?:\.password)?)?|password|port|server\.log)$/;

/**
 * Stops the server of a directory, if one runs, and removes the directory with everything that belongs to it. A directory that
 * is a symbolic link stays, as does the one that it leads to: of that, what the server put there is removed.
 */
export async function removeEmbeddedPostgres(path: string): Promise<void> {
  if (!existsSync(path)) return;
  if (existsSync(join(path, "password"))) {
    const account = serverAccount();
    const binaries = findBinaries(account);
    await shutDown(openDirectory(path, account), account, binaries);
  }
  const real = realpathSync.native(path);
  rmSync(elsewhere(real), { recursive: true, force: true });
  if (!lstatSync(path).isSymbolicLink()) return rmSync(path, { recursive: true, force: true });
  for (const name of readdirSync(real).filter((each) => OURS.test(each)))
    rmSync(join(real, name), { recursive: true, force: true });
}
