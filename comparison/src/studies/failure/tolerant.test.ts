import { expect, test } from "vitest";
import { FailedAnswer } from "../../client/transcript.ts";
import { lines, money, picture, text } from "../../draw.ts";
import { type Api, byId } from "../../screen.ts";
import { type Document, included, type List, type Resource } from "../../shapes.ts";
import { hasHole } from "./hole.ts";
import { tolerant } from "./tolerant.ts";

interface Person {
  readonly id: string;
  readonly displayName: string;
}

const refuse = () => Promise.reject(new Error("it is not asked"));
const api = (answers: Partial<Api>): Api => tolerant({ ...NOBODY, ...answers });
const NOBODY: Api = {
  aside: () => NOBODY,
  get: refuse,
  again: refuse,
  lines: refuse,
  pages: refuse,
  part: refuse,
  query: refuse,
  trusted: refuse,
  trustedAgain: refuse,
  trustedInParts: refuse,
  follow: refuse,
  subscribe: refuse,
};
const graph = (body: object) => api({ query: () => Promise.reject(new FailedAnswer("", JSON.stringify(body))) });

test("a request that failed leaves its part out, and what was to be asked because of it is not asked", async () => {
  const asked: string[] = [];
  const rest = api({
    get(path) {
      asked.push(path);
      return path === "/lamp" ? Promise.resolve({ name: "Lamp" }) : Promise.reject(new FailedAnswer("503", ""));
    },
  });
  const lamp = (await rest.get("/lamp")) as { name: string };
  const people = (await rest.get("/users?ids=1")) as List<Person>;
  await Promise.all(people.data.map(({ id }) => rest.get(`/users/${id}`)));
  const first = (await rest.get(`/users/${people.data[0]?.id}`)) as Person;
  expect(asked).toEqual(["/lamp", "/users?ids=1"]);
  expect(`${text(lamp.name)} by ${text(byId(people.data, "1").displayName)}`).toBe("Lamp by ▯");
  expect(hasHole(text(first.displayName))).toBe(true);
});

test("requests beside others are let fail as well", async () => {
  const rest = api({ aside: () => ({ ...NOBODY, get: () => Promise.reject(new FailedAnswer("503", "")) }) });
  expect(text(((await rest.aside().get("/users/1")) as Person).displayName)).toBe("▯");
});

test("a null that the graph has an error for is a gap, and one that it has none for is a null", async () => {
  const { product } = (await graph({
    data: { product: { name: "Lamp", rating: null, seller: null } },
    errors: [{ message: "down", path: ["product", "seller", "displayName"] }],
  }).query("")) as { product: { rating: null; seller: Person } };
  expect(text(product.seller.displayName)).toBe("▯");
  expect(product.rating).toBeNull();
});

test("an error without a path, and an answer without data, are of the whole operation", async () => {
  const { user } = (await graph({ data: { user: null }, errors: [{ message: "down" }] }).query("")) as { user: Person };
  expect(text(user.displayName)).toBe("▯");
  const none = (await graph({ data: null, errors: [{ message: "down" }] }).query("")) as { all: Person[] };
  expect(
    lines(none.all.map(({ displayName }) => displayName))
      .split("\n")
      .every(hasHole),
  ).toBe(true);
});

test("a view's null is a gap where the view says that it is missing, and nowhere else", async () => {
  const view = { products: [{ seller: null, compareAtPrice: null }], missing: [{ part: "seller, author" }] };
  const { products } = (await api({ get: async () => view }).get("/")) as {
    products: { seller: Person; compareAtPrice: null }[];
  };
  expect(products.map(({ seller, compareAtPrice }) => [text(seller.displayName), compareAtPrice])).toEqual([
    ["▯", null],
  ]);
});

test("a deferred part that could not be had is a gap where it belongs, and what came before it is not", async () => {
  const failed = {
    data: { product: { name: "Lamp" } },
    errors: [{ path: ["product", "seller"] }],
    lost: [["product"]],
  };
  const rejects = () => Promise.reject(new FailedAnswer("", JSON.stringify(failed)));
  const { product } = (await api({ trustedInParts: rejects }).trustedInParts("")) as {
    product: { name: string; seller: Person; reviews: readonly Person[] };
  };
  expect([product.name, text(product.seller.displayName), product.reviews.length > 0]).toEqual(["Lamp", "▯", false]);
});

test("a resource that JSON:API links and did not include is a gap; one that it included is not", async () => {
  const link = (id: string) => ({ data: { type: "users", id } });
  const document = (await api({
    get: async () => ({
      data: { relationships: { seller: link("1"), author: link("2") } },
      included: [{ type: "users", id: "1", attributes: { displayName: "Ada" } }],
    }),
  }).get("/")) as Document<Resource<object, "seller" | "author">>;
  const nameOf = (who: "seller" | "author") =>
    text(included<Person>(document, document.data.relationships[who].data).attributes.displayName);
  expect([nameOf("seller"), nameOf("author")]).toEqual(["Ada", "▯"]);
});

test("what is drawn of nothing is known as a gap: sums of money and pictures too", async () => {
  const nothing = (await api({ get: () => Promise.reject(new FailedAnswer("503", "")) }).get("/")) as {
    price: { amount: number; currency: string };
    image: { url: string; alt: string };
  };
  expect([money(nothing.price), picture(nothing.image)].every(hasHole)).toBe(true);
});

test("what is no answer at all is no gap but an error", async () => {
  await expect(api({}).get("/")).rejects.toThrow("it is not asked");
});
