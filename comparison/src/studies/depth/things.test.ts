import { expect, test } from "vitest";
import { assertSameThings } from "./things.ts";

const rest = [
  { id: "u1", displayName: "Sol" },
  [{ id: "p1", name: "Lamp" }],
  [{ id: "r1", rating: 5, title: "Bright", authorId: "u2", productId: "p1" }],
];
const graphql = (title: string) => ({
  user: {
    id: "u1",
    displayName: "Sol",
    products: { edges: [{ node: { id: "p1", name: "Lamp", reviews: { edges: [{ node: { rating: 5, title } }] } } }] },
  },
});

test("a list and a nest of the same things are alike, and what one has alone is named", () => {
  expect(() => assertSameThings("2 levels", rest, graphql("Bright"))).not.toThrow();
  expect(() => assertSameThings("2 levels", rest, graphql("Dull"))).toThrow(
    '2 levels, "5 Bright" is in what REST answers alone',
  );
});
