import { expect, test } from "vitest";
import { shrink } from "./shrink.ts";

test("of an operation that fails, what the failure needs is left, and no fragment or variable that nothing uses", async () => {
  const document = `
    query Q($a: Boolean!, $b: ID) {
      shop @include(if: $a) { name ...F }
      other(id: $b) { wrong: name }
    }
    fragment F on Shop { city wrong: name ...G }
    fragment G on Shop { country }
  `;
  const failsBy = (text: string) => /shop[^}]*\.\.\.F/s.test(text) && /fragment F[^}]*wrong: name/s.test(text);
  const smallest = await shrink(document, async (smaller) => failsBy(smaller));
  expect(smallest.replace(/\s+/g, " ").trim()).toBe("query Q { shop { ...F } } fragment F on Shop { wrong: name }");
});
