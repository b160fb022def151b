import { lines, money, picture, text } from "../../src/draw.ts";
import { inOnePart } from "../../src/in-parts.ts";
import { type Api, byId, distinct, lazy, queryRung, queryRungs, rung, type Screen } from "../../src/screen.ts";
import { type Document, included, type Linkage, type List, type Money, type Picture } from "../../src/shapes.ts";

interface Product {
  readonly id: string;
  readonly name: string;
  readonly price: Money;
  readonly thumbnail: Picture;
}
interface Line {
  readonly quantity: number;
  readonly name: string;
  readonly price: Money;
  readonly thumbnail: Picture;
}
interface Address {
  readonly id: string;
  readonly label: string;
  readonly recipient: string;
  readonly line1: string;
  readonly city: string;
  readonly postalCode: string;
  readonly isDefault: boolean;
}
interface Checkout {
  readonly lines: readonly Line[];
  readonly addresses: readonly Address[];
}
type Item = { readonly quantity: number };

const line = (item: Item, product: () => Omit<Product, "id">): Line =>
  lazy({
    quantity: () => item.quantity,
    name: () => product().name,
    price: () => product().price,
    thumbnail: () => product().thumbnail,
  });
const checkout = (all: () => readonly Line[], addresses: () => readonly Address[]): Checkout =>
  lazy({ lines: all, addresses });
type RestCart = { readonly items: readonly (Item & { readonly productId: string })[] };
interface FromGraph {
  readonly me: {
    readonly addresses: readonly Address[];
    readonly cart: { readonly items: readonly (Item & { readonly product: Omit<Product, "id"> })[] };
  };
}
const fromGraph = ({ me }: FromGraph) =>
  checkout(
    () => me.cart.items.map((item) => line(item, () => item.product)),
    () => me.addresses,
  );

const entry = (facts: Omit<Address, "id">, id: () => string): Address =>
  lazy({
    id,
    label: () => facts.label,
    recipient: () => facts.recipient,
    line1: () => facts.line1,
    city: () => facts.city,
    postalCode: () => facts.postalCode,
    isDefault: () => facts.isDefault,
  });

const addressBook = (api: Api) =>
  api.get("/users/me/addresses?fields=label,recipient,line1,city,postalCode,isDefault") as Promise<List<Address>>;

export const screen: Screen<Checkout> = {
  name: "checkout",
  as: "ada",
  render: ({ lines: all, addresses }) =>
    lines(
      all.map(
        ({ quantity, name, price, thumbnail }) => `${picture(thumbnail)}${quantity} × ${text(name)} at ${money(price)}`,
      ),
      addresses.map(
        ({ id, label, recipient, line1, city, postalCode, isDefault }) =>
          `<input type="radio" value="${text(id)}"${isDefault ? " checked" : ""}> ${text(label)}: ${text(recipient)}, ${text(line1)}, ${text(postalCode)} ${text(city)}`,
      ),
    ),
  rungs: {
    ...inOnePart,
    R0: rung(
      async (api) => {
        const cart = (await api.get("/cart")) as RestCart;
        const addresses = (await api.get("/users/me/addresses")) as List<Address>;
        const products = await Promise.all(
          cart.items.map(async ({ productId }) => (await api.get(`/products/${productId}`)) as Product),
        );
        return [cart, addresses, ...products] as const;
      },
      ([cart, addresses, ...products]) =>
        checkout(
          () => cart.items.map((item, at) => line(item, () => products[at] as Product)),
          () => addresses.data,
        ),
    ),
    R1: rung(
      async (api) => {
        const goods = async (aside: Api) => {
          const cart = (await aside.get("/cart?fields=items")) as RestCart;
          const ids = distinct(cart.items.map(({ productId }) => productId));
          const products = (await aside.get(`/products?ids=${ids}&fields=name,price,thumbnail`)) as List<Product>;
          return [cart, products] as const;
        };
        const [[cart, products], addresses] = await Promise.all([goods(api.aside()), addressBook(api)]);
        return [cart, addresses, products] as const;
      },
      ([cart, addresses, products]) =>
        checkout(
          () => cart.items.map((item) => line(item, () => byId(products.data, item.productId))),
          () => addresses.data,
        ),
    ),
    R2: rung(
      async (api) => {
        const fields =
          "fields[accounts]=addresses,cart&fields[addresses]=label,recipient,line1,city,postalCode,isDefault" +
          "&fields[carts]=items&fields[cart-items]=quantity,product&fields[products]=name,price,thumbnail";
        const path = `/jsonapi/account?include=addresses,cart.items.product&${fields}`;
        return [(await api.get(path)) as Document<Account>] as const;
      },
      ([account]) => {
        const { addresses, cart } = account.data.relationships;
        return checkout(
          () =>
            included<never, "items", readonly Linkage[]>(account, cart.data).relationships.items.data.map((link) => {
              const item = included<Item, "product">(account, link);
              return line(
                item.attributes,
                () => included<Product>(account, item.relationships.product.data).attributes,
              );
            }),
          () =>
            addresses.data.map((link) => {
              const { id, attributes } = included<Omit<Address, "id">>(account, link);
              return entry(attributes, () => id);
            }),
        );
      },
    ),
    R3: rung(
      async (api) =>
        [
          (await api.get("/views/checkout")) as {
            items: readonly (Item & { product: Omit<Product, "id"> })[];
            addresses: readonly Address[];
          },
        ] as const,
      ([view]) =>
        checkout(
          () => view.items.map((item) => line(item, () => item.product)),
          () => view.addresses,
        ),
    ),
    G0: queryRung(
      /* GraphQL */ `query Everything { me { id username displayName email phone avatarUrl addresses { id label recipient line1 city postalCode isDefault line2 region countryCode } cart { id itemCount updatedAt items { quantity addedAt product { id sku name slug tagline description brand price { amount currency } thumbnail { url alt width height } stock { available } } } } } }`,
      () => ({}),
      fromGraph,
    ),
    ...queryRungs(
      /* GraphQL */ `query Checkout { me { addresses { id label recipient line1 city postalCode isDefault } cart { items { quantity product { name price { amount currency } thumbnail { url alt } } } } } }`,
      () => ({}),
      fromGraph,
    ),
  },
};

interface Account {
  readonly relationships: {
    readonly addresses: { readonly data: readonly Linkage[] };
    readonly cart: { readonly data: Linkage };
  };
}
