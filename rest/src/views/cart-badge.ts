import Type from "typebox";
import { object } from "./shapes.ts";
import { view } from "./view.ts";

/** Screen 4: one number. Nobody has a cart before something was put in: it counts 0. */
export const cartBadge = view({
  id: "viewCartBadge",
  path: "/cart-badge",
  summary: "Screen 4: how many pieces one's own cart holds",
  answer: object({ itemCount: Type.Integer() }),
  async load(_input, reader) {
    const cart = await reader.one<{ itemCount: number }>("orders", "/cart?fields=itemCount");
    return { itemCount: cart?.itemCount ?? 0 };
  },
});
