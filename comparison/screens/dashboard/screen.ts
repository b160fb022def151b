import { lines, money, text } from "../../src/draw.ts";
import { deferredRung, viewRungs } from "../../src/in-parts.ts";
import { ORDER } from "../../src/kitchen-sink.ts";
import {
  type Api,
  byId,
  distinct,
  lazy,
  queryRung,
  queryRungs,
  rung,
  type Screen,
  type Subject,
} from "../../src/screen.ts";
import {
  type Connection,
  type Document,
  included,
  type Linkage,
  type List,
  type Money,
  nodes,
  type Resource,
} from "../../src/shapes.ts";

interface Sales {
  readonly orderCount: number;
  readonly revenue: Money;
  readonly byStatus: readonly { readonly status: string; readonly count: number }[];
}
interface Top {
  readonly unitsSold: number;
  readonly name: string;
}
interface Facts {
  readonly number: string;
  readonly status: string;
  readonly total: Money;
}
interface Dashboard {
  readonly sales: Sales;
  readonly top: readonly Top[];
  readonly orders: readonly (Facts & { readonly customer: string })[];
}
interface Named {
  readonly id: string;
  readonly name: string;
}
interface Person {
  readonly id: string;
  readonly displayName: string;
}

const dashboard = (sales: Sales, top: () => readonly Top[], orders: () => Dashboard["orders"]): Dashboard =>
  lazy({ sales: () => sales, top, orders });
const best = (sold: { readonly unitsSold: number }, name: () => string): Top =>
  lazy({ unitsSold: () => sold.unitsSold, name });
const order = (facts: Facts, customer: () => string) =>
  lazy({ number: () => facts.number, status: () => facts.status, total: () => facts.total, customer });

type Summary = Sales & { readonly topProducts: readonly { readonly productId: string; readonly unitsSold: number }[] };
type Placed = Facts & { readonly customerId: string };
const summary = async (api: Api, { from, to }: Subject, choice = "") =>
  (await api.get(`/sales/summary?from=${from}&to=${to}&top=5${choice}`)) as Summary;
async function bestSellers(api: Api, subject: Subject) {
  const sales = await summary(api, subject, "&fields=orderCount,revenue,byStatus,topProducts");
  const ids = distinct(sales.topProducts.map(({ productId }) => productId));
  return [sales, (await api.get(`/products?ids=${ids}&fields=name`)) as List<Named>] as const;
}
type FromGraph = {
  salesSummary: Sales & { topProducts: readonly { unitsSold: number; product: Omit<Named, "id"> }[] };
  orders: Connection<Facts & { customer: Omit<Person, "id"> }>;
};
const fromGraph = ({ salesSummary, orders }: FromGraph) =>
  dashboard(
    salesSummary,
    () => salesSummary.topProducts.map((sold) => best(sold, () => sold.product.name)),
    () => nodes(orders).map((facts) => order(facts, () => facts.customer.displayName)),
  );

const figures = ({ orderCount, revenue, byStatus }: Sales) => [
  `${orderCount} orders, ${money(revenue)}`,
  ...byStatus.map(({ status, count }) => `${text(status)}: ${count}`),
];

export const screen: Screen<Dashboard> = {
  name: "dashboard",
  as: "stan",
  render: ({ sales, top, orders }) =>
    lines(
      figures(sales),
      top.map(({ unitsSold, name }) => `${unitsSold} × ${text(name)}`),
      orders.map(
        ({ number, status, total, customer }) => `${text(number)} ${text(status)} ${money(total)} ${text(customer)}`,
      ),
    ),
  above: ({ sales }) => lines(figures(sales)),
  rungs: {
    R0: rung(
      async (api, subject) => {
        const sales = await summary(api, subject);
        const orders = (await api.get("/orders?limit=10")) as List<Placed>;
        const products = await Promise.all(
          sales.topProducts.map(async ({ productId }) => (await api.get(`/products/${productId}`)) as Named),
        );
        const people = await Promise.all(
          orders.data.map(async ({ customerId }) => (await api.get(`/users/${customerId}`)) as Person),
        );
        return [sales, orders, products, people] as const;
      },
      ([sales, orders, products, people]) =>
        dashboard(
          sales,
          () => sales.topProducts.map((sold, at) => best(sold, () => (products[at] as Named).name)),
          () => orders.data.map((facts, at) => order(facts, () => (people[at] as Person).displayName)),
        ),
    ),
    R1: rung(
      async (api, subject) => {
        const lastOrders = async (aside: Api) => {
          const orders = (await aside.get("/orders?limit=10&fields=number,status,total,customerId")) as List<Placed>;
          const ids = distinct(orders.data.map(({ customerId }) => customerId));
          return [orders, (await aside.get(`/users?ids=${ids}&fields=displayName`)) as List<Person>] as const;
        };
        const [[sales, products], [orders, people]] = await Promise.all([
          bestSellers(api.aside(), subject),
          lastOrders(api.aside()),
        ]);
        return [sales, orders, products, people] as const;
      },
      ([sales, orders, products, people]) =>
        dashboard(
          sales,
          () => sales.topProducts.map((sold) => best(sold, () => byId(products.data, sold.productId).name)),
          () => orders.data.map((facts) => order(facts, () => byId(people.data, facts.customerId).displayName)),
        ),
    ),
    R2: rung(
      async (api, subject) => {
        const fields = "fields[orders]=number,status,total,customer&fields[users]=displayName";
        const ofSales =
          "fields[sales-summaries]=orderCount,revenue,byStatus,topProducts" +
          "&fields[product-sales]=unitsSold,product&fields[products]=name";
        const days = `filter[from]=${subject.from}&filter[to]=${subject.to}&filter[top]=5`;
        const [sales, orders] = await Promise.all([
          api.get(`/jsonapi/sales/summary?${days}&include=topProducts.product&${ofSales}`) as Promise<
            Document<Resource<Sales, "topProducts", readonly Linkage[]>>
          >,
          api.get(`/jsonapi/orders?page[size]=10&include=customer&${fields}`) as Promise<
            Document<readonly Resource<Facts, "customer">[]>
          >,
        ]);
        return [sales, orders] as const;
      },
      ([sales, orders]) =>
        dashboard(
          sales.data.attributes,
          () =>
            sales.data.relationships.topProducts.data.map((link) => {
              const { attributes, relationships } = included<Pick<Top, "unitsSold">, "product">(sales, link);
              return best(attributes, () => included<Named>(sales, relationships.product.data).attributes.name);
            }),
          () =>
            orders.data.map(({ attributes, relationships }) =>
              order(attributes, () => included<Person>(orders, relationships.customer.data).attributes.displayName),
            ),
        ),
    ),
    ...viewRungs(
      ({ from, to }) => `/views/dashboard?from=${from}&to=${to}`,
      (
        view: Sales & {
          readonly topProducts: readonly Top[];
          readonly lastOrders: readonly (Facts & { readonly customer: string })[];
        },
      ) =>
        dashboard(
          view,
          () => view.topProducts.map((sold) => best(sold, () => sold.name)),
          () => view.lastOrders.map((facts) => order(facts, () => facts.customer)),
        ),
    ),
    G0: queryRung(
      /* GraphQL */ `query Everything($from: Date!, $to: Date!) { salesSummary(from: $from, to: $to) { orderCount revenue { amount currency } averageOrderValue { amount currency } byStatus { status count } byDay { date orderCount revenue { amount currency } } topProducts(first: 5) { unitsSold revenue { amount currency } product { id name slug brand price { amount currency } thumbnail { url alt } } } } orders(first: 10) { edges { cursor node { ...EveryOrder } } pageInfo { hasNextPage endCursor } } }\n${ORDER}`,
      ({ from, to }) => ({ from, to }),
      fromGraph,
    ),
    ...queryRungs(
      /* GraphQL */ `query Dashboard($from: Date!, $to: Date!) { salesSummary(from: $from, to: $to) { orderCount revenue { amount currency } byStatus { status count } topProducts(first: 5) { unitsSold product { name } } } orders(first: 10) { edges { node { number status total { amount currency } customer { displayName } } } } }`,
      ({ from, to }) => ({ from, to }),
      fromGraph,
    ),
    ...deferredRung(
      /* GraphQL */ `query Dashboard($from: Date!, $to: Date!) { salesSummary(from: $from, to: $to) { orderCount revenue { amount currency } byStatus { status count } ... @defer { topProducts(first: 5) { unitsSold product { name } } } } ... @defer { orders(first: 10) { edges { node { number status total { amount currency } customer { displayName } } } } } }`,
      ({ from, to }) => ({ from, to }),
      fromGraph,
    ),
  },
};
