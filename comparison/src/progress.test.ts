import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { withBar } from "./progress.ts";

/** Somebody's terminal, or a file, with what was written to it. */
function outputOf({ isTTY }: { readonly isTTY: boolean }) {
  let text = "";
  let look = () => {};
  const stream = new Writable({
    write(chunk, _coding, done) {
      text += String(chunk);
      look();
      done();
    },
  });
  return {
    stream: Object.assign(stream, { isTTY, columns: 120 }),
    text: () => text,
    /** How far the bar was, each time that it was drawn. */
    percentages: () => [...text.matchAll(/ (\d+)% /g)].map(([, percent]) => Number(percent)),
    /** Resolves when a text has been drawn. */
    shows: (wanted: string) =>
      new Promise<void>((resolve) => {
        look = () => text.includes(wanted) && resolve();
        look();
      }),
  };
}

/** Lines wrap again, the cursor is where it was, and what follows begins on a line of its own. */
const GIVEN_BACK = "\u001b[?7h\u001b8\n";

test("a person at a terminal sees what is under way, and how far it is, to the end", async () => {
  const terminal = outputOf({ isTTY: true });
  const work = async (step: (what: string) => void) => {
    await terminal.shows("the system starts");
    step("product-list R1");
    await terminal.shows("product-list R1");
    step("product-list G1");
    return "counted";
  };
  expect(await withBar(2, work, "the system starts", terminal.stream)).toBe("counted");
  expect(terminal.percentages()).toEqual([0, 50, 100]);
  expect(terminal.text()).toContain("product-list G1");
  expect(terminal.text().endsWith(GIVEN_BACK)).toBe(true);
});

test("where the work fails the bar is stopped as far as it came, and the failure is told", async () => {
  const terminal = outputOf({ isTTY: true });
  const work = async (step: (what: string) => void) => {
    step("home R1");
    throw new Error("nothing answers");
  };
  await expect(withBar(4, work, "the system starts", terminal.stream)).rejects.toThrow("nothing answers");
  expect(terminal.percentages()).toEqual([0, 25]);
  expect(terminal.text().endsWith(GIVEN_BACK)).toBe(true);
});

test("programs that read the output get no bar, and the work is done all the same", async () => {
  const pipe = outputOf({ isTTY: false });
  const work = async (step: (what: string) => void) => {
    step("home R1");
    return "counted";
  };
  expect(await withBar(1, work, "the system starts", pipe.stream)).toBe("counted");
  expect(pipe.text()).toBe("");
});
