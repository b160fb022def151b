import { type Counterpart, idsOf, type List, type Row } from "./calls.ts";

interface Line {
  readonly productId: string;
}

interface Lines extends Row {
  readonly items: readonly Line[];
}

const productsOf = (items: readonly Line[]) => idsOf(items.map(({ productId }) => productId));

export const myOrders: Counterpart = async (rest) => {
  const { id } = await rest.get<Row>("/users/me?fields=displayName");
  await Promise.all([
    rest.next.get(`/users/${id}/orders?limit=5&fields=number,status,placedAt,total,items`),
    rest.next.get(`/users/${id}/lifetime-spend`),
  ]);
};

export const orderInDetail: Counterpart = async (rest) => {
  const { id } = await rest.get<Row>("/users/me?fields=displayName");
  const fields = "number,status,items,subtotal,shippingCost,total,shippingAddress,shipment,timeline";
  const { data } = await rest.next.get<List<Lines>>(`/users/${id}/orders?limit=1&fields=${fields}`);
  const products = await rest.next.next.get<List<{ readonly sellerId: string }>>(
    `/products?ids=${productsOf(data.flatMap(({ items }) => items))}&fields=name,price,sellerId`,
  );
  await rest.next.next.next.get(
    `/users?ids=${idsOf(products.data.map(({ sellerId }) => sellerId))}&fields=displayName`,
  );
};

export const myCart: Counterpart = async (rest) => {
  const { items } = await rest.get<Lines>("/cart?fields=items,itemCount");
  if (items.length > 0) await rest.next.get(`/products?ids=${productsOf(items)}&fields=name,price,stock`);
};

export const addToCart: Counterpart = async (rest, { productId }) => {
  const { items } = await rest.post<Lines>("/cart/items", { productId, quantity: 1 });
  await rest.next.get(`/products?ids=${productsOf(items)}&fields=name`);
};

export const placeOrder: Counterpart = async (rest, { key, productId }) => {
  const shippingAddress = {
    recipient: "Ada Morgenstern",
    line1: "12 Analytical Row",
    city: "London",
    postalCode: "W1K 4JE",
    countryCode: "GB",
  };
  const order = { items: [{ productId, quantity: 1 }], shippingAddress };
  await rest.post("/orders", order, { "idempotency-key": String(key) });
};
