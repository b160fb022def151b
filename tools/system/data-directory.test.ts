import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { emptyDataDirectory } from "./data-directory.ts";

const folder = mkdtempSync(join(tmpdir(), "threefold-data-"));
afterAll(() => rmSync(folder, { recursive: true }));
const elsewhere = join(folder, "checkout/.data");

/** A folder with these files, in folders that are made for them. */
function folderWith(...files: string[]): string {
  const directory = mkdtempSync(join(folder, "data-"));
  for (const file of files) {
    mkdirSync(join(directory, file, ".."), { recursive: true });
    writeFileSync(join(directory, file), "");
  }
  return directory;
}

test("a reset through a symbolic link removes the data, and neither the link nor the folder that it leads to", async () => {
  const disk = folderWith("credentials.json", "keys/gateway.json", "logs/orders.log");
  const link = `${disk}-link`;
  symlinkSync(disk, link);
  expect(await emptyDataDirectory(link, elsewhere)).toEqual([]);
  expect([existsSync(link), readdirSync(disk)]).toEqual([true, []]);
});

test("a reset leaves what symbolic links in the folder lead to, but for what a server put there", async () => {
  const others = folderWith("syslog");
  const disk = folderWith("password.txt", "data/PG_VERSION", "port", "notes/thesis.tex");
  const directory = folderWith("credentials.json");
  symlinkSync(others, join(directory, "logs"));
  symlinkSync(disk, join(directory, "postgres"));
  expect(await emptyDataDirectory(directory, elsewhere)).toEqual(["postgres"]);
  expect(readdirSync(others)).toEqual(["syslog"]);
  expect(readdirSync(disk).sort()).toEqual(["notes", "password.txt"]);
});

test("a reset of the checkout's own folder leaves another system's data in it", async () => {
  const own = folderWith("credentials.json", "logs/orders.log", "second/credentials.json");
  expect(await emptyDataDirectory(own, own)).toEqual(["second"]);
  expect(readdirSync(join(own, "second"))).toEqual(["credentials.json"]);
});

test("a folder whose logs and keys are not from a start is left as it is, also where the checkout's own leads there", async () => {
  const home = folderWith("logs/backup.log", "keys/house.txt");
  await expect(emptyDataDirectory(home, elsewhere)).rejects.toThrow("not from a start: is DATA_DIRECTORY right?");
  const link = `${home}-link`;
  symlinkSync(home, link);
  await expect(emptyDataDirectory(link, link)).rejects.toThrow("not from a start");
  expect(readdirSync(home).sort()).toEqual(["keys", "logs"]);
});

test("a reset of a folder that is not there is none", async () => {
  const directory = join(folder, "nothing");
  expect(await emptyDataDirectory(directory, elsewhere)).toEqual([]);
  expect(existsSync(directory)).toBe(false);
});
