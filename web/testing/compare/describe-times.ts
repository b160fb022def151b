/// <reference lib="dom" />
import { expect, it } from "vitest";
import type { Open } from "./open.ts";

/** What a visitor notices of the times: sliders, what was measured, and the map of networks. */
export function describeTimes(open: Open): void {
  it("times each rung on the network that the sliders say, and a link to it shows the same", async () => {
    await using visitor = await open("?screen=order-detail&rtt=150&kbps=1638.4&protocol=h2&connections=warm");
    const { page } = visitor;
    const chart = page.getByRole("img", { name: /^Time to the whole screen/ });
    const slow = await chart.getAttribute("aria-label");
    for (const rung of ["R1", "G1"]) expect(slow).toMatch(new RegExp(`${rung} [\\d,.]+ ms`));
    // The link is one that was measured: the medians stand beside the model.
    const rungs = slow?.match(/[RG]\ds? [\d,.]+ ms/g) ?? [];
    expect(rungs.length).toBeGreaterThanOrEqual(7);
    expect(await chart.locator(".interval").count()).toBe(rungs.length);
    const heading = page.locator("h2#times");
    const behind = page.locator("section[aria-labelledby=times] details").first();
    await behind.locator("summary").click();
    const medians = await behind.locator("tbody tr td:nth-child(5)").allInnerTexts();
    const [, last] = / in (\d+ ms)$/.exec(await heading.innerText()) ?? [];
    expect(medians).toContain(last);
    await page.getByRole("slider", { name: /^Round trip/ }).fill("10");
    expect(await heading.innerText()).toMatch(/, by the model$/);
    const near = await chart.getAttribute("aria-label");
    expect(near).not.toBe(slow);
    expect(await chart.locator(".interval").count()).toBe(0);
    expect(page.url()).toContain("rtt=10");
    await page.reload();
    await chart.waitFor();
    expect(await chart.getAttribute("aria-label")).toBe(near);
  });

  it("has the machine's own loopback among the networks, with what was measured there", async () => {
    await using visitor = await open("?screen=product-list&connections=warm");
    const { page } = visitor;
    await page.getByRole("button", { name: "the same machine" }).click();
    const chart = page.getByRole("img", { name: /^Time to the whole screen/ });
    await chart.locator(".interval").first().waitFor();
    expect(page.url()).toContain("rtt=0");
    // A rung's name, its one request and its diamond are on one line.
    const row = chart.locator("> g").filter({ has: page.getByText("G1", { exact: true }) });
    const middles = await row.locator(".name, .span-way, .interval path").evaluateAll((parts) =>
      parts.map((part) => {
        const { top, bottom } = part.getBoundingClientRect();
        return (top + bottom) / 2;
      }),
    );
    expect(middles).toHaveLength(3);
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(2);
  });

  it("says of a large screen how often it was timed, who was not, and how far the model is off", async () => {
    await using visitor = await open("?screen=export");
    const { page } = visitor;
    const times = page.locator("section[aria-labelledby=times]");
    await times.getByText("medians of 3 runs").waitFor();
    await times
      .getByText(/R0 and G0 were not timed on this screen\. On this screen the model is off by up to \d+ %/)
      .waitFor();
    // Behind the chart, too, a time of fewer runs says of how many it is.
    await times.getByText("Show the numbers", { exact: true }).click();
    const measured = times.locator("tbody tr td:nth-of-type(4)");
    expect(await measured.first().innerText()).toMatch(/ ms \(3 runs\)$/);
    await page.getByRole("button", { name: "Order detail" }).click();
    await times.getByText("medians of 30 runs").waitFor();
    expect(await measured.first().innerText()).toMatch(/^[\d.,]+ ms$/);
    expect(await times.getByText("not timed on this screen").count()).toBe(0);
  });

  it("times of live tracking when the order is first shown, and says so, over each protocol", async () => {
    await using visitor = await open("?screen=order-tracking&protocol=h1&connections=warm");
    const { page } = visitor;
    const times = page.locator("section[aria-labelledby=times]");
    await times.getByText("Timed until the order is shown for the first time.").waitFor();
    const chart = page.getByRole("img", { name: /^Time to the whole screen/ });
    const timeOf = async (rung: string) => {
      const words = (await chart.getAttribute("aria-label")) ?? "";
      return Number(new RegExp(`${rung} ([\\d,.]+) ms`).exec(words)?.[1]?.replace(",", ""));
    };
    // Over HTTP/1.1 a stream has a connection of its own, which is opened for it; over HTTP/2 it shares the one that is open.
    expect(await timeOf("R3")).toBeGreaterThan(2 * (await timeOf("R1")));
    await page.getByLabel("Protocol").selectOption("h2");
    await expect.poll(() => timeOf("R3")).toBeLessThan(1.5 * (await timeOf("R1")));
    expect(await chart.locator(".interval").count()).toBe(7);
  });

  it("maps which style is first over all networks", async () => {
    await using visitor = await open("?screen=product-list");
    const { page } = visitor;
    const map = page.getByRole("img", { name: /^REST is fastest on \d+ of 72 networks/ });
    expect(await map.locator(".place").count()).toBe(72);
    await map.getByText("Round trip").waitFor();
    await page
      .getByRole("img", { name: /^Time to the whole screen/ })
      .getByText("ms", { exact: true })
      .waitFor();
  });

  it("has a table behind the times, the map of networks and the fields", async () => {
    await using visitor = await open("?screen=order-detail&rtt=150&kbps=1638.4&connections=warm");
    const { page } = visitor;
    const rows = async (summary: string, near: string) => {
      const details = page.locator(near).locator("details", { has: page.getByText(summary, { exact: true }) });
      await details.first().locator("summary").click();
      return (await details.first().locator("tbody tr").allInnerTexts()).map((row) => row.split(/\s*\t\s*/));
    };
    const times = await rows("Show the numbers", "section[aria-labelledby=times]");
    expect(times.map(([rung]) => rung)).toEqual(["R0", "R1", "R2", "R3", "R3s", "G0", "G1", "G2", "G3"]);
    expect(times[3]?.slice(2)).toEqual([
      expect.stringMatching(/^[\d,]+$/),
      expect.stringMatching(/ ms$/),
      expect.stringMatching(/ ms$/),
      expect.stringMatching(/^\d+ ms to \d+ ms$/),
      expect.stringMatching(/^−?\d+\.\d %$/),
      // Of a screen that has a fold, when what is above it can be drawn.
      expect.stringMatching(/ ms$/),
      expect.stringMatching(/^\d+ ms to \d+ ms$/),
    ]);
    expect(await rows("Show the map as a table", "section[aria-labelledby=times]")).toHaveLength(8);
    expect((await rows("Show the fields of R1 as a table", ".payload")).length).toBeGreaterThan(5);
  });
}
