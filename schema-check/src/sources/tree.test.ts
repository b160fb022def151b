import { execFile } from "node:child_process";
import { symlink, unlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { repository, SHOP, STATE, temporaryFolder, WITHOUT_NAME } from "../testing/repository.ts";

const run = promisify(execFile);
/** Git refuses submodules from a folder of this machine unless it is told otherwise. */
const ALLOW_FILES = {
  GIT_CONFIG_COUNT: "1",
  GIT_CONFIG_KEY_0: "protocol.file.allow",
  GIT_CONFIG_VALUE_0: "always",
};

/** A repository whose last commit has links beside its files: names to what they lead to. */
async function withLinks(files: Record<string, string>, links: Record<string, string>) {
  const shop = await repository(files);
  for (const [name, target] of Object.entries(links)) {
    await unlink(join(shop.path, name)).catch(() => undefined);
    await symlink(target, join(shop.path, name));
  }
  await shop.commit();
  return shop;
}

test("a base is read through symbolic links to files and folders, as they were in its commit", async () => {
  const files = { ...STATE, "versions/v1/shop.graphql": SHOP, "versions/v2/shop.graphql": WITHOUT_NAME };
  const shop = await withLinks(files, { "shop.graphql": "versions/../current/shop.graphql", current: "versions/v1" });
  await unlink(join(shop.path, "current"));
  await symlink("versions/v2", join(shop.path, "current"));
  const { code, out } = await shop.check("--base", "HEAD");
  expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining("FIELD_REMOVED") });
});

test.each([
  {
    what: "leads out of the repository",
    links: { "shop.graphql": "../shop.graphql" },
    says: "outside this repository",
  },
  { what: "is absolute", links: { "shop.graphql": "/srv/shop.graphql" }, says: "/srv/shop.graphql, outside" },
  { what: "leads round in a circle", links: { "shop.graphql": "b", b: "shop.graphql" }, says: "round in a circle" },
  { what: "leads to a folder", links: { "shop.graphql": "operations" }, says: "this is a folder" },
  { what: "leads nowhere", links: { "shop.graphql": "gone.graphql" }, says: "there is no such file" },
])("a symbolic link in a base that $what is told of, and gives no verdict", async ({ links, says }) => {
  const shop = await withLinks(STATE, links);
  await unlink(join(shop.path, "shop.graphql"));
  await shop.write(STATE);
  const { code, err } = await shop.check("--base", "HEAD");
  expect({ code, err }).toEqual({
    code: 2,
    err: expect.stringMatching(`^schema-check: HEAD: shop\\.graphql: .*${says}`),
  });
});

test("a base whose schemas are in a submodule says how to compare with it, and that works", async () => {
  const schemas = await repository({ "shop.graphql": SHOP });
  const shop = await repository({
    ...STATE,
    "supergraph.yaml": STATE["supergraph.yaml"].replace("shop.graphql", "vendor/shop.graphql"),
  });
  await run("git", ["submodule", "add", "--quiet", schemas.path, "vendor"], {
    cwd: shop.path,
    env: { ...process.env, ...ALLOW_FILES },
  });
  await shop.commit();
  await shop.write({ "vendor/shop.graphql": WITHOUT_NAME });
  const { code, err } = await shop.check("--base", "HEAD");
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("vendor is a submodule") });

  const [, commands = ""] = /in there: (.*)$/m.exec(err) ?? [];
  const base = join((await temporaryFolder()).path, "base");
  await run("bash", ["-c", commands.replaceAll("../base", base)], {
    cwd: shop.path,
    env: { ...process.env, ...ALLOW_FILES },
  });
  expect((await shop.check("--base", join(base, "supergraph.yaml"))).out).toContain("breaks Names");
});
