import { expect, test } from "vitest";
import type { Api } from "../../screen.ts";
import { keepAnswers } from "./answers.ts";

test("an answer is asked for once, is what the client makes of it, and is asked for again when it was forgotten", async () => {
  const asked: string[] = [];
  const doubted: string[] = [];
  const get = async (path: string) => ({ path, count: asked.push(path) });
  const answers = keepAnswers(() => ({ get }) as unknown as Api, { doubt: (path) => doubted.push(path) });
  const read = (path: string) => answers.api().aside().get(path);
  await read("/cart?fields=itemCount");
  await read("/cart?fields=itemCount");
  answers.update<{ count: number }>(/^\/cart\?/, (cart) => ({ ...cart, count: 0 }));
  answers.update(/^\/orders/, () => ({ never: "asked" }));
  expect(await read("/cart?fields=itemCount")).toEqual({ path: "/cart?fields=itemCount", count: 0 });
  expect(await read("/orders")).toMatchObject({ path: "/orders" });
  answers.forget(/^\/cart\?/);
  await read("/cart?fields=itemCount");
  expect(asked).toEqual(["/cart?fields=itemCount", "/orders", "/cart?fields=itemCount"]);
  expect(doubted).toEqual(["/cart"]);
});
