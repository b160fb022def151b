import { lines, text } from "../../src/draw.ts";
import { inOnePart } from "../../src/in-parts.ts";
import { ORDER } from "../../src/kitchen-sink.ts";
import { type Api, lazy, type Others, rung, type Screen, type Subject } from "../../src/screen.ts";
import { type Document, included } from "../../src/shapes.ts";

/**
 * Somebody looks at it for half an hour. Who polls does it four times a minute; it changes after each third. What is compared are ways
 * to follow: R0 to R2, G0 and G2 poll, R3 and G1 are told. R1 and G2 could be told as well, and would then be as R3 and G1 are.
 */
const WATCHED: Watching = { seconds: 1_800, polls: 120, changes: 2 };
/** Until they see it. */
const FIRST: Watching = { ...WATCHED, polls: 1, changes: 0 };

interface Watching {
  readonly seconds: number;
  readonly polls: number;
  readonly changes: number;
}

interface Parcel {
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly expectedOn: string;
  readonly deliveredAt: string | null;
}
interface Step {
  readonly status: string;
  readonly message: string;
  readonly at: string;
}
interface Progress {
  readonly number: string;
  readonly status: string;
  readonly timeline: readonly Step[];
  readonly shipment: Parcel | null;
}

const progress = (order: Omit<Progress, "shipment">, shipment: () => Parcel | null): Progress =>
  lazy({ number: () => order.number, status: () => order.status, timeline: () => order.timeline, shipment });
const plain = (order: Progress) => progress(order, () => order.shipment);

/** What is asked again and again, each time as it is then. */
async function poll<Body>(
  ask: () => Promise<unknown>,
  { polls, changes }: Watching,
  { orderId }: Subject,
  others: Others,
): Promise<readonly Body[]> {
  const bodies: unknown[] = [];
  for (let at = 0; at < polls; at++) {
    if (at > 0 && at % (polls / (changes + 1)) === 0) await others.advanceOrder(orderId);
    const body = await ask();
    // What has not changed is still the body that was there.
    if (body !== bodies.at(-1)) bodies.push(body);
  }
  return bodies as Body[];
}

/** What somebody sees who sees only what has changed. */
const seen = <Body>(bodies: readonly Body[], { changes }: Watching): Body[] => {
  const each = bodies.length / (changes + 1);
  return bodies.filter((_, at) => at % each === 0);
};

type Linked = Document<{
  attributes: Omit<Progress, "shipment">;
  relationships: { shipment: { data: { type: string; id: string } | null } };
}>;
interface FromGraph {
  readonly order: Progress;
}

const QUERY = /* GraphQL */ `query Tracking($id: ID!) { order(id: $id) { number status timeline { status message at } shipment { carrier trackingNumber expectedOn deliveredAt } } }`;
const SUBSCRIPTION = /* GraphQL */ `subscription Tracking($id: ID!) { orderStatusChanged(id: $id) { number status timeline { status message at } shipment { carrier trackingNumber expectedOn deliveredAt } } }`;
const EVERYTHING = /* GraphQL */ `query Everything($id: ID!) { order(id: $id) { ...EveryOrder } }\n${ORDER}`;

export const screen: Screen<readonly Progress[]> = {
  name: "order-tracking",
  as: "ada",
  changing: {
    watched: WATCHED,
    prepare: async (others) => ({ orderId: await others.placeOrder() }),
    steady: (given) =>
      given
        .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "00000000-0000-4000-8000-000000000000")
        .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "2026-11-01T12:00:00.000Z")
        .replaceAll(/"\d{4}-\d\d-\d\d"/g, '"2026-11-04"')
        .replaceAll(/TF-\d{4}-\d+/g, "TF-2026-000000")
        .replaceAll(/TF\d{12}/g, "TF000000000000")
        .replaceAll(/^id: \d+$/gm, "id: 100000"),
    services: ["orders"],
  },
  render: (states) =>
    states
      .map(({ number, status, timeline, shipment }) =>
        lines(
          `<h1>${text(number)} ${text(status)}</h1>`,
          timeline.map((step) => `<li>${text(step.at)} ${text(step.status)} ${text(step.message)}</li>`),
          shipment
            ? `${text(shipment.carrier)} ${text(shipment.trackingNumber)}, expected ${text(shipment.expectedOn)}, delivered ${text(shipment.deliveredAt)}`
            : "not sent yet",
        ),
      )
      .join("\n"),
  rungs: rungsOf(WATCHED),
  beginning: { until: "the order is shown for the first time", rungs: rungsOf(FIRST) },
};

function rungsOf(watching: Watching): Screen<readonly Progress[]>["rungs"] {
  const { seconds, changes } = watching;
  const pollRest = (path: (id: string) => string, ask: "get" | "again") =>
    rung(
      (api, subject, others) => poll<Progress>(() => api[ask](path(subject.orderId)), watching, subject, others),
      (bodies) => seen(bodies, watching).map(plain),
    );
  const pollGraph = (ask: (api: Api, id: string) => Promise<unknown>) =>
    rung(
      (api, subject, others) => poll<FromGraph>(() => ask(api, subject.orderId), watching, subject, others),
      (bodies) => seen(bodies, watching).map(({ order }) => plain(order)),
    );
  return {
    ...inOnePart,
    R0: pollRest((id) => `/orders/${id}`, "get"),
    R1: pollRest((id) => `/orders/${id}?fields=number,status,timeline,shipment`, "again"),
    R2: rung(
      (api, subject, others) => {
        const fields =
          "fields[orders]=number,status,timeline,shipment&fields[shipments]=carrier,trackingNumber,expectedOn,deliveredAt";
        const path = `/jsonapi/orders/${subject.orderId}?include=shipment&${fields}`;
        return poll<Linked>(() => api.again(path), watching, subject, others);
      },
      (documents) =>
        seen(documents, watching).map((document) =>
          progress(document.data.attributes, () => {
            const link = document.data.relationships.shipment.data;
            return link && included<Parcel>(document, link).attributes;
          }),
        ),
    ),
    // The view itself is told as it changes.
    R3: rung(
      async (api, { orderId }, others) => {
        const news = await api.follow(`/views/order-tracking/${orderId}`, seconds);
        const states = [(await news.next()) as Progress];
        for (let change = 0; change < changes; change++) {
          await others.advanceOrder(orderId);
          states.push((await news.next()) as Progress);
        }
        news.close();
        return states;
      },
      (states) => states.map(plain),
    ),
    G0: pollGraph((api, id) => api.query(EVERYTHING, { id })),
    G1: rung(
      async (api, { orderId: id }, others) => {
        const news = await api.subscribe(SUBSCRIPTION, { id }, seconds);
        const first = (await api.query(QUERY, { id })) as FromGraph;
        const told: { orderStatusChanged: Progress }[] = [];
        for (let change = 0; change < changes; change++) {
          await others.advanceOrder(id);
          told.push((await news.next()) as { orderStatusChanged: Progress });
        }
        news.close();
        return [first, ...told] as const;
      },
      ([first, ...told]) => [plain(first.order), ...told.map(({ orderStatusChanged }) => plain(orderStatusChanged))],
    ),
    G2: pollGraph((api, id) => api.trustedAgain(QUERY, { id })),
  };
}
