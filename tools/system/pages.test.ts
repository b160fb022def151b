import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { publishPages } from "./pages.ts";

it("of the pages that were published before nothing is left, compressed or not", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pages-"));
  try {
    const built = join(folder, "dist");
    await mkdir(built);
    const publish = () => publishPages({ DATA_DIRECTORY: folder, PORT_BASE: 4000 }, { place: "here" }, built);
    await writeFile(join(built, "index.html"), "long");
    await writeFile(join(built, "index.html.br"), "long in brotli");
    expect(await readdir(await publish())).toEqual(["index.html", "index.html.br", "system.json"]);
    await rm(join(built, "index.html.br"));
    await writeFile(join(built, "index.html"), "short");
    expect(await readdir(await publish())).toEqual(["index.html", "system.json"]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
