/// <reference lib="dom" />
import { expect, it } from "vitest";
import type { Open } from "./open.ts";

/** What a visitor notices of what was found beside the screens. */
export function describeStudies(open: Open): void {
  it("sets its savings beside the paper's, by the same three aggregates, with those who found otherwise", async () => {
    await using visitor = await open();
    const { page } = visitor;
    await page.getByRole("img", { name: /^GraphQL's median byte saving is \d+ % against naive REST/ }).waitFor();
    expect(await page.locator(".aggregates tbody th").allTextContents()).toEqual([
      "Reduction of the medians",
      "Median of the reductions",
      "All bytes together",
      "Fields of an answer",
      "Requests",
    ]);
    // A dot for each screen that both rungs of a row have.
    const behind = page.locator("details", { has: page.getByText("Show each screen's bytes") });
    const pairs = behind.locator("td").filter({ hasNotText: "unable" });
    const paper = page.locator("[aria-labelledby=paper]");
    expect(await paper.locator(".dots .dot").count()).toBe(await pairs.count());
    expect(await pairs.count()).toBeGreaterThan(36);
    // Each row says of how many; who is missing, and what is beyond the edge, is said.
    expect(await paper.locator(".dots .hue-graphql .note").allTextContents()).toEqual([
      "13 screens",
      "13 screens",
      "12 screens",
    ]);
    const caption = await paper.locator("figcaption").innerText();
    expect(caption).toMatch(/Export has no R3 \(a file of rows /);
    expect(caption).toMatch(/beyond the edge: Cart badge, against tailored REST, at −\d{3} %\./);
    await page.getByText(/^Lawi, .* REST answered up to 51 % faster/).waitFor();
  });

  it("draws what was found beside the screens, with what was expected and the numbers behind", async () => {
    await using visitor = await open();
    const { page } = visitor;
    const curves = page.getByRole("img", { name: /^Hit ratio of a shared cache, in per cent: R0 \d+/ });
    expect(await curves.locator("polyline").count()).toBeGreaterThan(4);
    const width = page.getByRole("img", { name: /^Milliseconds on slow 4G: 10 fields/ });
    expect(await width.locator("polyline").count()).toBe(3);
    await page.getByRole("heading", { name: /^10 screens revisited: / }).waitFor();
    const depth = page.getByRole("img", { name: /^Kilobytes on the wire by level: 1 REST [\d,]+/ });
    expect(await depth.locator("polyline").count()).toBe(2);
    const edge = page.getByRole("img", {
      name: /^Uncompressed bytes .* of the services' responses to the edge: product-list [\d,]+/,
    });
    expect(await edge.locator(".part").count()).toBe(10);
    // At the end of each bar stands how long it is.
    const ends = (await edge.locator(".value").allTextContents()).map(number);
    const notes = (await edge.locator(".note").allTextContents()).join(" ");
    const parts = [...notes.matchAll(/([\d,]+) to the client, ([\d,]+) in \d+ calls?/g)];
    expect(parts.map(([, client, calls]) => number(client) + number(calls))).toEqual(ends);
    // Each with what was expected, and the numbers behind it.
    for (const [name, rows] of [
      ["tax", 11],
      ["idle", 6],
      ["failure", 5],
      ["change", 7],
      ["writes", 5],
      ["query-method", 4],
      ["session", 10],
    ] as const) {
      const study = page.locator(`[aria-labelledby=${name}]`);
      expect(await study.getByRole("img").locator("rect").count(), name).toBeGreaterThan(rows - 2);
      await study.getByText("Show the numbers").click();
      expect(await study.locator(".numbers").first().locator("tbody tr").count(), name).toBe(rows);
      if (name !== "idle")
        await study.getByText(/Expected: .* \(in commit [0-9a-f]{7}\)\. .* Found: .* (✓|✗ not) as expected/).waitFor();
    }
    // No rung is left out silently.
    const session = page.locator("[aria-labelledby=session] figcaption");
    expect(await session.innerText()).toMatch(/Left out: R0 and G0 \(naive\); R3s and G3 \(available on some/);
    expect(await session.innerText()).toMatch(/A normalised cache saves G1 2 requests but moves \d+ more bytes/);
    await page
      .locator("[aria-labelledby=failure]")
      .getByText(/R0 and G0 are naive and do not compete/)
      .waitFor();
    await page
      .locator("[aria-labelledby=depth]")
      .getByText(/From 2 to 3 levels G1 moves fewer bytes/)
      .waitFor();
    expect(visitor.problems).toEqual([]);
  });
}

const number = (text = ""): number => Number(text.replaceAll(",", ""));
