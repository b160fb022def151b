import { type Counterpart, idsOf, type List, part } from "./calls.ts";

interface Placed {
  readonly customerId: string;
}

interface Sales {
  readonly topProducts: readonly { readonly productId: string }[];
}

export const staffDesk: Counterpart = async (rest, { from, to }) => {
  await Promise.all([orders(), sales()]);

  async function orders() {
    const { data } = await rest.get<List<Placed>>(
      "/orders?status=CONFIRMED&limit=5&fields=number,placedAt,total,customerId",
    );
    await rest.next.get(`/users?ids=${idsOf(data.map(({ customerId }) => customerId))}&fields=displayName,email`);
  }

  async function sales() {
    const { topProducts } = await rest.get<Sales>(`/sales/summary?from=${part(from)}&to=${part(to)}&top=3`);
    const ids = idsOf(topProducts.map(({ productId }) => productId));
    const { data } = await rest.next.get<List<{ readonly sellerId: string }>>(
      `/products?ids=${ids}&fields=name,sellerId`,
    );
    await rest.next.next.get(`/users?ids=${idsOf(data.map(({ sellerId }) => sellerId))}&fields=displayName`);
  }
};
