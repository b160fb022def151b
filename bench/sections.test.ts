import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { writeSection } from "./sections.ts";

test("a run replaces what its last one wrote, and nothing of the others'", () => {
  const folder = mkdtempSync(join(tmpdir(), "sections-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "results.md");
  writeSection(file, "Bare", "## small\n\nold");
  writeSection(file, "Bare, two processes", "two");
  writeSection(file, "Growth", "grows");
  writeSection(file, "Bare", "## small\n\nnew\n");
  expect(readFileSync(file, "utf8")).toBe(
    "# Bare\n\n## small\n\nnew\n\n# Bare, two processes\n\ntwo\n\n# Growth\n\ngrows\n",
  );
});
