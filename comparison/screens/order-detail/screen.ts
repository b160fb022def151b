import { lines, money, picture, text } from "../../src/draw.ts";
import { deferredRung, viewRungs } from "../../src/in-parts.ts";
import { ORDER } from "../../src/kitchen-sink.ts";
import { byId, distinct, lazy, queryRung, queryRungs, rung, type Screen } from "../../src/screen.ts";
import { type Document, included, type List, type Money, type Picture, type Resource } from "../../src/shapes.ts";

interface Facts {
  readonly number: string;
  readonly status: string;
  readonly subtotal: Money;
  readonly shippingCost: Money;
  readonly total: Money;
  readonly shippingAddress: {
    readonly recipient: string;
    readonly line1: string;
    readonly city: string;
    readonly postalCode: string;
    readonly countryCode: string;
  };
}
interface Parcel {
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly expectedOn: string;
}
interface Bought {
  readonly nameAsBought: string;
  readonly quantity: number;
  readonly lineTotal: Money;
}
interface Line extends Bought {
  readonly thumbnail: Picture;
}
interface Detail {
  readonly facts: Facts;
  readonly customer: string;
  readonly parcel: Parcel | null;
  readonly lines: readonly Line[];
}
interface Product {
  readonly id: string;
  readonly thumbnail: Picture;
}
interface Person {
  readonly id: string;
  readonly displayName: string;
}

const detail = (
  facts: Facts,
  customer: () => string,
  parcel: () => Parcel | null,
  all: () => readonly Line[],
): Detail => lazy({ facts: () => facts, customer, parcel, lines: all });
const line = (bought: Bought, thumbnail: () => Picture): Line =>
  lazy({
    nameAsBought: () => bought.nameAsBought,
    quantity: () => bought.quantity,
    lineTotal: () => bought.lineTotal,
    thumbnail,
  });

type RestOrder = Facts & {
  readonly customerId: string;
  readonly shipment: Parcel | null;
  readonly items: readonly (Bought & { readonly productId: string })[];
};
type FromGraph = {
  order: Facts & {
    customer: Omit<Person, "id">;
    shipment: Parcel | null;
    items: readonly (Bought & { product: Omit<Product, "id"> })[];
  };
};
const fromGraph = ({ order }: FromGraph) =>
  detail(
    order,
    () => order.customer.displayName,
    () => order.shipment,
    () => order.items.map((item) => line(item, () => item.product.thumbnail)),
  );

const heading = ({ number, status }: Facts, customer: string) =>
  `<h1>${text(number)}: ${text(status)}</h1>for ${text(customer)}`;
const sums = ({ subtotal, shippingCost, total, shippingAddress: to }: Facts, parcel: Parcel | null) => [
  `${money(subtotal)} + ${money(shippingCost)} = ${money(total)}`,
  `${text(to.recipient)}, ${text(to.line1)}, ${text(to.postalCode)} ${text(to.city)}, ${text(to.countryCode)}`,
  parcel === null
    ? "not sent yet"
    : `${text(parcel.carrier)} ${text(parcel.trackingNumber)}, expected on ${text(parcel.expectedOn)}`,
];

export const screen: Screen<Detail> = {
  name: "order-detail",
  as: "ada",
  render: ({ facts, customer, parcel, lines: all }) =>
    lines(
      heading(facts, customer),
      all.map(
        ({ nameAsBought, quantity, lineTotal, thumbnail }) =>
          `${picture(thumbnail)}${quantity} × ${text(nameAsBought)} ${money(lineTotal)}`,
      ),
      sums(facts, parcel),
    ),
  above: ({ facts, customer, parcel }) => lines(heading(facts, customer), sums(facts, parcel)),
  rungs: {
    R0: rung(
      async (api, { orderId }) => {
        const order = (await api.get(`/orders/${orderId}`)) as RestOrder;
        const customer = (await api.get(`/users/${order.customerId}`)) as Person;
        const products = await Promise.all(
          order.items.map(async ({ productId }) => (await api.get(`/products/${productId}`)) as Product),
        );
        return [order, customer, ...products] as const;
      },
      ([order, customer, ...products]) =>
        detail(
          order,
          () => customer.displayName,
          () => order.shipment,
          () => order.items.map((item, at) => line(item, () => (products[at] as Product).thumbnail)),
        ),
    ),
    R1: rung(
      async (api, { orderId }) => {
        const fields = "number,status,subtotal,shippingCost,total,shippingAddress,customerId,shipment,items";
        const order = (await api.get(`/orders/${orderId}?fields=${fields}`)) as RestOrder;
        const ids = distinct(order.items.map(({ productId }) => productId));
        const [products, customer] = await Promise.all([
          api.get(`/products?ids=${ids}&fields=thumbnail`) as Promise<List<Product>>,
          api.get(`/users/${order.customerId}?fields=displayName`) as Promise<Person>,
        ]);
        return [order, products, customer] as const;
      },
      ([order, products, customer]) =>
        detail(
          order,
          () => customer.displayName,
          () => order.shipment,
          () => order.items.map((item) => line(item, () => byId(products.data, item.productId).thumbnail)),
        ),
    ),
    R2: rung(
      async (api, { orderId }) => {
        const fields =
          "fields[orders]=number,status,subtotal,shippingCost,total,shippingAddress,items,customer,shipment&fields[order-items]=nameAsBought,quantity,lineTotal,product&fields[products]=thumbnail&fields[users]=displayName&fields[shipments]=carrier,trackingNumber,expectedOn";
        const path = `/jsonapi/orders/${orderId}?include=items.product,customer,shipment&${fields}`;
        return [(await api.get(path)) as Document<Resource<Facts, "customer"> & Related>] as const;
      },
      ([document]) => {
        const { attributes, relationships } = document.data;
        return detail(
          attributes,
          () => included<Person>(document, relationships.customer.data).attributes.displayName,
          () => relationships.shipment.data && included<Parcel>(document, relationships.shipment.data).attributes,
          () =>
            relationships.items.data.map((link) => {
              const item = included<Bought, "product">(document, link);
              return line(
                item.attributes,
                () => included<Product>(document, item.relationships.product.data).attributes.thumbnail,
              );
            }),
        );
      },
    ),
    ...viewRungs(
      ({ orderId }) => `/views/order-detail/${orderId}`,
      (
        view: Facts & {
          readonly customer: string;
          readonly shipment: Parcel | null;
          readonly items: readonly Line[];
        },
      ) =>
        detail(
          view,
          () => view.customer,
          () => view.shipment,
          () => view.items.map((item) => line(item, () => item.thumbnail)),
        ),
    ),
    G0: queryRung(
      /* GraphQL */ `query Everything($id: ID!) { order(id: $id) { ...EveryOrder } }\n${ORDER}`,
      ({ orderId }) => ({ id: orderId }),
      fromGraph,
    ),
    ...queryRungs(
      /* GraphQL */ `query OrderDetail($id: ID!) { order(id: $id) { number status subtotal { amount currency } shippingCost { amount currency } total { amount currency } customer { displayName } shippingAddress { recipient line1 city postalCode countryCode } items { nameAsBought quantity lineTotal { amount currency } product { thumbnail { url alt } } } shipment { carrier trackingNumber expectedOn } } }`,
      ({ orderId }) => ({ id: orderId }),
      fromGraph,
    ),
    ...deferredRung(
      /* GraphQL */ `query OrderDetail($id: ID!) { order(id: $id) { number status subtotal { amount currency } shippingCost { amount currency } total { amount currency } customer { displayName } shippingAddress { recipient line1 city postalCode countryCode } shipment { carrier trackingNumber expectedOn } ... @defer { items { nameAsBought quantity lineTotal { amount currency } product { thumbnail { url alt } } } } } }`,
      ({ orderId }) => ({ id: orderId }),
      fromGraph,
    ),
  },
};

interface Related {
  readonly relationships: {
    readonly items: { readonly data: readonly { type: string; id: string }[] };
    readonly shipment: { readonly data: { type: string; id: string } | null };
  };
}
