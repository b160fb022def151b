/// <reference lib="dom" />
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { accessibilityViolations } from "./accessibility.ts";
import { visit } from "./browser.ts";
import { LOOKS, overflow, type PagesUnderTest, TEST_TIMEOUT_MS } from "./pages-under-test.ts";

/** What a visitor of `/compare` notices, on whatever serves it. */
export function describeCompare(pages: PagesUnderTest): void {
  const open = (query = "", options: Parameters<typeof visit>[2] = {}) =>
    visit(pages.browser(), `${pages.url()}/compare/${query}`, options);

  describe("the comparison", { timeout: TEST_TIMEOUT_MS }, () => {
    it("tells how many expectations were right, and shows each rung of the screen that is chosen", async () => {
      await using visitor = await open();
      const { page } = visitor;
      await page.getByRole("heading", { name: /^\d+ of \d+ expectations were right$/ }).waitFor();
      await page.getByRole("button", { name: "Cart badge" }).click();
      await page.getByRole("heading", { name: /^Cart badge: / }).waitFor();
      expect(page.url()).toContain("?screen=cart-badge");
      const chart = await page.getByRole("img", { name: /^Bytes on the wire/ }).getAttribute("aria-label");
      for (const rung of ["R0", "R1", "R2", "R3", "G0", "G1", "G2"])
        expect(chart).toMatch(new RegExp(`${rung} [\\d,]+`));
      expect(visitor.problems).toEqual([]);
    });

    it("opens on the screen that its address names, with the table behind the chart", async () => {
      await using visitor = await open("?screen=order-detail");
      const { page } = visitor;
      await page.getByRole("heading", { name: /^Order detail: / }).waitFor();
      await page.getByText("Show the numbers").first().click();
      expect(await page.locator("[aria-labelledby=ladder] .numbers").first().locator("tbody tr").count()).toBe(9);
    });

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
      await page.getByRole("slider", { name: /^There and back/ }).fill("10");
      const near = await chart.getAttribute("aria-label");
      expect(near).not.toBe(slow);
      expect(await chart.locator(".interval").count()).toBe(0);
      expect(page.url()).toContain("rtt=10");
      await page.reload();
      await chart.waitFor();
      expect(await chart.getAttribute("aria-label")).toBe(near);
    });

    it("says why a rung is unable, why a screen has no times, and what was expected of it since when", async () => {
      await using visitor = await open("?screen=export");
      const { page } = visitor;
      const ladder = page.locator("section[aria-labelledby=ladder]");
      await ladder.getByText(/Expected R1 in commit [0-9a-f]{7}: .* ✓ A hit/).waitFor();
      expect(await ladder.getByRole("img").first().getAttribute("aria-label")).toMatch(/G3 unable, \w+/);
      await page.getByText(/^It has bytes and no times: /).waitFor();
      expect(visitor.problems).toEqual([]);
    });

    it("has the machine's own loopback among the networks, with what was measured there", async () => {
      await using visitor = await open("?screen=product-list&connections=warm");
      const { page } = visitor;
      await page.getByRole("button", { name: "the same machine" }).click();
      const chart = page.getByRole("img", { name: /^Time to the whole screen/ });
      await chart.locator(".interval").first().waitFor();
      expect(page.url()).toContain("rtt=0");
    });

    it("maps which style is first over all networks", async () => {
      await using visitor = await open("?screen=product-list");
      const { page } = visitor;
      const map = page.getByRole("img", { name: /^REST first on \d+ of 72 networks/ });
      expect(await map.locator(".place").count()).toBe(72);
    });

    it("bills the servers for each rung: their processors, their SQL, and what they ask each other", async () => {
      await using visitor = await open("?screen=product-list");
      const { page } = visitor;
      const bill = page.locator("section[aria-labelledby=bill]");
      await bill.getByRole("heading", { name: /^The servers work / }).waitFor();
      const chart = await bill.getByRole("img").first().getAttribute("aria-label");
      for (const rung of ["R0", "R3", "G0", "G2"]) expect(chart).toMatch(new RegExp(`${rung} [\\d.]+ ms`));
      const table = bill.locator("details", { has: page.getByText("Show what was asked and read") });
      await table.locator("summary").click();
      const cells = await table.locator("tbody tr").first().locator("th, td").allInnerTexts();
      expect(cells).toHaveLength(8);
      expect(cells[0]).toBe("R0");
      for (const cell of cells.slice(1)) expect(cell).toMatch(/^[\d,]+$/);
      // The same query by others than our gateway.
      const others = bill.getByRole("img", {
        name: /^Processor time of the same query: this gateway .* stock engine /,
      });
      expect(await others.locator("rect").count()).toBeGreaterThan(10);
    });

    it("counts apart what another origin is asked first, and what the gateway is told before anybody asks", async () => {
      await using visitor = await open("?screen=product-list");
      const { page } = visitor;
      const origin = page.locator("section[aria-labelledby=origin]");
      await origin.getByRole("heading", { name: /^From another origin/ }).waitFor();
      await origin.getByText("Show the numbers").click();
      const rows = (await origin.locator("tbody tr").allInnerTexts()).map((row) => row.split(/\s*\t\s*/));
      const number = (cell = "") => Number(cell.replaceAll(",", ""));
      for (const [, wire, , preflights, together] of rows)
        expect(number(together)).toBe(number(wire) + number(preflights));
      // A query by POST is shown to who may be asked; a plain GET by nobody in particular is not.
      expect(rows.find(([rung]) => rung === "G1")?.[2]).toBe("1");
      expect(rows.find(([rung]) => rung === "R1")?.[2]).toBe("0");
      await origin
        .getByRole("heading", { name: /the gateway is told \d+ bytes for G2, once for everybody$/ })
        .waitFor();
    });

    it("sets its savings beside the paper's, by the same three aggregates, with those who found otherwise", async () => {
      await using visitor = await open();
      const { page } = visitor;
      await page.getByRole("img", { name: /^Against naive REST the median saving of bytes is \d+ %/ }).waitFor();
      expect(await page.locator(".aggregates tbody th").allTextContents()).toEqual([
        "Reduction of the medians",
        "Median of the reductions",
        "All bytes together",
        "Fields of an answer",
        "Requests",
      ]);
      expect(await page.locator(".dots circle").count()).toBe(38);
      await page.getByText(/^Lawi, .* REST answered up to 51 % faster/).waitFor();
    });

    it("has all that is chosen in its address, so that a link shows another the same", async () => {
      await using visitor = await open("?screen=order-detail");
      const { page } = visitor;
      await page.getByLabel("Left").selectOption("R2");
      await page.getByRole("button", { name: "Make it unfair" }).click();
      await page.getByText("for REST", { exact: true }).click();
      const headline = await page.locator(".headline").textContent();
      await page.getByLabel("Protocol").selectOption("h1");
      await page.goto(page.url());
      expect(await page.getByLabel("Left").inputValue()).toBe("R2");
      expect(await page.locator(".headline").textContent()).toBe(headline);
      expect(await page.getByRole("radio", { name: "for REST" }).isChecked()).toBe(true);
      expect(await page.getByLabel("Protocol").inputValue()).toBe("h1");
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
      expect((await rows("Show the fields as a table", ".payload")).length).toBeGreaterThan(5);
    });

    it("makes a headline of the same measurements, for either side, and says what each step hides", async () => {
      await using visitor = await open("?screen=product-detail");
      const { page } = visitor;
      const headline = page.locator(".headline");
      const fair = await headline.textContent();
      expect(fair).toMatch(/^Fair/);
      await page.getByRole("button", { name: "Make it unfair" }).click();
      const saving = async (by: string) => {
        const said = (await headline.textContent()) ?? "";
        expect(said).toMatch(/^Made/);
        return Number(new RegExp(`${by} moves (\\d+) % fewer bytes`).exec(said)?.[1]);
      };
      expect(await saving("GraphQL")).toBeGreaterThan(50);
      expect(await page.locator(".pair tbody th").allTextContents()).toEqual([
        expect.stringMatching(/^R0/),
        expect.stringMatching(/^G1/),
      ]);
      await page.getByText("for REST", { exact: true }).click();
      expect(await saving("REST")).toBeGreaterThan(10);
      await page.getByRole("checkbox", { name: "Let the other side be naive" }).uncheck();
      expect(await page.locator(".pair tbody th").first().textContent()).toMatch(/^R1/);
      await page.getByRole("button", { name: "Make it unfair" }).click();
      await page.getByRole("button", { name: "Make it unfair" }).click();
      expect(await headline.textContent()).toBe(fair);
      expect(visitor.problems).toEqual([]);
    });

    it("leaves out pages where the whole of a list was measured, and offers that nowhere else", async () => {
      await using visitor = await open("?screen=product-list");
      const { page } = visitor;
      const shown = async () => Number((await page.locator(".headline").textContent())?.match(/(\d+(\.\d)?) %/)?.[1]);
      const paged = await shown();
      const trick = page.getByRole("checkbox", { name: /list without pages/ });
      await trick.check();
      expect(await shown()).toBeGreaterThan(Math.max(paged, 98));
      await page.getByRole("button", { name: "Cart badge" }).click();
      await page.getByRole("heading", { name: /^Cart badge: / }).waitFor();
      expect(await trick.count()).toBe(0);
      expect(await page.locator(".headline").textContent()).toMatch(/^Fair/);
    });

    it("lights what a field draws, pointed at or walked to by arrow keys", async () => {
      await using visitor = await open("?screen=order-detail");
      const { page } = visitor;
      const payload = page.getByRole("region", {
        name: /^Of the bodies, \d+ % of what came on R1 and \d+ % of what came on G1 is seen$/,
      });
      const lit = payload.locator(".drawing .lit");
      await payload
        .getByRole("option", { name: /^"number": / })
        .first()
        .hover();
      await lit.first().waitFor();
      const [number] = await lit.allTextContents();
      expect(number).toMatch(/^TF-/);
      await payload.getByRole("listbox").last().focus();
      await page.keyboard.press("ArrowDown");
      await expect.poll(() => lit.allTextContents()).toEqual([number]);
      // The pointer leaves what it was left on, as when a page scrolls under it: what the keys lit stays.
      await page.mouse.move(1, 1);
      await page.evaluate(frame);
      expect(await lit.allTextContents()).toEqual([number]);
      await page.keyboard.press("ArrowUp");
      await expect.poll(() => lit.allTextContents()).not.toEqual([number]);
      expect(await lit.count()).toBeGreaterThan(0);
    });

    it("says what is missing where only the pages are served", async () => {
      await using visitor = await open("?screen=product-list");
      const { page } = visitor;
      await page.getByRole("button", { name: "Run both here" }).click();
      await page
        .getByRole("alert")
        .getByText(/^✗ It did not work: .*(system up|answered)/)
        .waitFor();
    });

    it("draws what was found beside the screens, with what was expected and the numbers behind", async () => {
      await using visitor = await open();
      const { page } = visitor;
      const curves = page.getByRole("img", { name: /^Answered by a shared cache, in per cent: R0 \d+/ });
      expect(await curves.locator("polyline").count()).toBeGreaterThan(4);
      const width = page.getByRole("img", { name: /^Milliseconds on slow 4G: 10 fields/ });
      expect(await width.locator("polyline").count()).toBe(3);
      await page.getByRole("heading", { name: /^10 screens again: / }).waitFor();
      const depth = page.getByRole("img", { name: /^Kilobytes on the wire by level: 1 REST [\d,]+/ });
      expect(await depth.locator("polyline").count()).toBe(2);
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
          await study
            .getByText(/Expected: .* \(in commit [0-9a-f]{7}\)\. .* Found: .* (✓|✗ not) as expected/)
            .waitFor();
      }
      expect(visitor.problems).toEqual([]);
    });

    it("scrolls a wide table on a phone by keyboard", async () => {
      await using visitor = await open("", LOOKS.find(({ name }) => name.includes("phone")) ?? {});
      const { page } = visitor;
      await page.getByText("Show the numbers").first().click();
      const table = page.getByRole("region", { name: "Bytes, fields, requests and over-fetch by rung" });
      await table.focus();
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction((region) => (region?.scrollLeft ?? 0) > 0, await table.elementHandle());
    });

    it("shows what came on two rungs, and changes when another is chosen", async () => {
      await using visitor = await open("?screen=product-list");
      const { page } = visitor;
      const right = page.getByRole("combobox", { name: "Right" });
      expect(await page.locator(".line-wasted").count()).toBeGreaterThan(0);
      await right.selectOption("R0");
      await page.getByText(/and \d+ more answers like these/).waitFor();
    });

    it.each(LOOKS)("is readable and whole: $name", async ({ name, ...look }) => {
      await using visitor = await open("", look);
      const { page } = visitor;
      await page.getByRole("heading", { name: /expectations were right$/ }).waitFor();
      await page.screenshot({ path: join(pages.pictures(), `compare-${name}.png`), fullPage: true });
      expect(await overflow(page)).toBe(0);
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(visitor.problems).toEqual([]);
    });
  });
}

/** What else of `/compare` there is where a whole system serves it. */
export function describeCompareHere(pages: PagesUnderTest): void {
  it(
    "runs a screen here by both styles, and shows what each asked and read",
    async () => {
      await using visitor = await visit(pages.browser(), `${pages.url()}/compare/?screen=order-detail`);
      const { page } = visitor;
      const here = page.locator(".here");
      await here.getByRole("button", { name: "Run both here" }).click();
      await here.getByText("Both drew the same screen, to the letter.").waitFor();
      await here.getByRole("heading", { name: "R1 asked 3 times, G1 once" }).waitFor();
      // It lights up as the drawing reads it, by itself, and again by hand.
      const howFar = here.getByRole("slider", { name: /^Read so far/ });
      const isOver = () => howFar.evaluate((slider: HTMLInputElement) => slider.value === slider.max);
      await expect.poll(isOver, { timeout: 20_000 }).toBe(true);
      expect(await here.locator(".unread").count()).toBe(0);
      await howFar.press("Home");
      expect(await here.locator(".read, .now").count()).toBe(0);
      await howFar.press("ArrowRight");
      const now = await here.locator(".payload").last().locator(".now").innerText();
      const [, value = "no text"] = /: "(.*)"/.exec(now) ?? [];
      expect((await here.locator(".drawing .lit").allInnerTexts()).join()).toContain(value);
      await here.getByRole("button", { name: "Replay the reading" }).click();
      await expect.poll(isOver, { timeout: 20_000 }).toBe(true);
      await here
        .getByRole("option", { name: /^"displayName": / })
        .first()
        .hover();
      expect(await here.locator(".drawing .lit").textContent()).toContain("Ada");
      await here.getByRole("combobox", { name: "REST" }).selectOption("R3s");
      await here.getByRole("combobox", { name: "GraphQL" }).selectOption("G3");
      await here.getByRole("button", { name: "Run both here" }).click();
      await here.getByRole("heading", { name: "R3s asked once, G3 once" }).waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(visitor.problems).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );
}

/** Runs in the page: until what an event changed is drawn. */
const frame = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
