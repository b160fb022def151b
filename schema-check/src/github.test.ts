import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { parse } from "yaml";
import { repository, SHOP, STATE } from "./testing/repository.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "schema-check-github-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(["schema-check/action.yml", ".github/workflows/schema-check.yml", ".github/workflows/ci.yml"])(
  "%s runs only actions that are pinned to a commit",
  (file) => {
    const uses: string[] = [];
    const collect = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, inside] of Object.entries(value)) {
        if (key === "uses" && typeof inside === "string") uses.push(inside);
        else collect(inside);
      }
    };
    collect(parse(readFileSync(`${ROOT}/${file}`, "utf8")));
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^\.\/|@[0-9a-f]{40}$/);
  },
);

/** A `gh` that keeps what it was called with, and knows the comments that are in a file. */
function fakeGh(comments: readonly { id: number; body: string }[]): { calls: () => string[] } {
  const log = join(folder, "calls");
  writeFileSync(log, "");
  const ids = comments.filter(({ body }) => body.startsWith("<!-- threefold schema-check -->")).map(({ id }) => id);
  const script = `#!/bin/sh\necho "$@" >> ${log}\ncase "$*" in *--paginate*) echo "${ids.join("\n")}";; esac\n`;
  writeFileSync(join(folder, "gh"), script);
  chmodSync(join(folder, "gh"), 0o755);
  return { calls: () => readFileSync(log, "utf8").split("\n") };
}

const onGithub = (cwd: string, given: Record<string, string>): string => {
  const environment = {
    ...process.env,
    PATH: `${folder}:${process.env["PATH"]}`,
    COMMENT: "true",
    PULL_REQUEST: "7",
    GITHUB_REPOSITORY: "someone/shop",
    GITHUB_STEP_SUMMARY: join(folder, "summary"),
    ...given,
  };
  return execFileSync("bash", [`${ROOT}/schema-check/tools/on-github.sh`], { cwd, env: environment, encoding: "utf8" });
};

test("a pull request has one comment, which is changed by the next run, and the summary has the same", async () => {
  const { path } = await repository(STATE);
  const runOnGithub = () => onGithub(path, { BASE: "HEAD", CONFIG: "schema-check.yaml" });
  const first = fakeGh([]);
  runOnGithub();
  expect(first.calls().join("\n")).toContain("--method POST repos/someone/shop/issues/7/comments");
  expect(readFileSync(join(folder, "summary"), "utf8")).toContain("## Schema check: may be merged");
  const second = fakeGh([{ id: 42, body: "<!-- threefold schema-check --> old" }]);
  runOnGithub();
  expect(second.calls().join("\n")).toContain("--method PATCH repos/someone/shop/issues/comments/42");
});

test.each(["its merge with main", "its own branch"])(
  "a pull request of which %s is checked out is not blamed for what others have merged since it was opened",
  async (what) => {
    fakeGh([]);
    const { "schema-check.yaml": _, ...state } = STATE;
    const shop = await repository(state);
    const sha = async (name: string) => (await shop.git("rev-parse", name)).stdout.trim();
    const opened = await sha("HEAD");
    const commit = (...args: string[]) =>
      shop.git("-c", "user.name=T", "-c", "user.email=t@example.com", ...args, "--quiet", "--no-edit");
    await shop.git("checkout", "--quiet", "-b", "change");
    await shop.write({ "README.md": "A shop.\n" });
    await shop.git("add", "--all");
    await commit("commit", "-m", "a change");
    const change = await sha("HEAD");
    await shop.git("checkout", "--quiet", "main");
    await shop.write({ "shop.graphql": SHOP.replace("name: String", "title: String") });
    await commit("commit", "-a", "-m", "somebody else's");
    await commit("merge", "--no-ff", "change");
    if (what === "its own branch") await shop.git("checkout", "--quiet", "change");
    const base = what === "its own branch" ? await sha("main^1") : opened;
    const told = onGithub(shop.path, { PULL_REQUEST_BASE: base, PULL_REQUEST_HEAD: change });
    expect(told).not.toContain("FIELD_REMOVED");
  },
);
