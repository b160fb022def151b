import fc from "fast-check";
import { expect, test } from "vitest";
import { screen } from "./screen.ts";

const steady = (text: string) => screen.changing?.steady(text) ?? "";

const moment = fc
  .date({ min: new Date("2025-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());

/** What a run draws by lot, or takes from the clock. */
const drawn = fc.record({
  ids: fc.tuple(fc.uuid(), fc.uuid()),
  times: fc.tuple(moment, moment, moment),
  count: fc.integer({ min: 1, max: 999_999 }).map((count) => String(count).padStart(6, "0")),
  parcel: fc.stringMatching(/^\d{12}$/),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer Each> ? Each : never;

/** An order as both styles answer it, of one run or another. */
function orderOf({ ids: [id, shipmentId], times: [placedAt, sentAt, expectedAt], count, parcel }: Drawn): string {
  return JSON.stringify({
    id,
    number: `TF-${placedAt.slice(0, 4)}-${count}`,
    status: "SHIPPED",
    total: { amount: 129_900, currency: "EUR" },
    timeline: [
      { status: "PENDING", message: "Order placed", at: placedAt },
      { status: "SHIPPED", message: "On its way", at: sentAt },
    ],
    shipment: {
      id: shipmentId,
      carrier: "Threefold Post",
      trackingNumber: `TF${parcel}`,
      expectedOn: expectedAt.slice(0, 10),
      deliveredAt: null,
    },
  });
}

test("an order of one run is, to the letter, that of another: ids, times and numbers are put in that are as long", () => {
  fc.assert(
    fc.property(drawn, drawn, (one, other) => {
      const text = steady(orderOf(one));
      expect(text).toBe(steady(orderOf(other)));
      expect(text).toHaveLength(orderOf(one).length);
      expect(steady(text)).toBe(text);
    }),
  );
});

test("what says how the order is stays as it is", () => {
  fc.assert(
    fc.property(drawn, (run) => {
      const [given, text] = [JSON.parse(orderOf(run)), JSON.parse(steady(orderOf(run)))];
      for (const what of ["status", "total"]) expect(text[what]).toEqual(given[what]);
      expect(text.timeline.map(({ message }: { message: string }) => message)).toEqual(["Order placed", "On its way"]);
      expect(text.shipment).toMatchObject({ carrier: "Threefold Post", deliveredAt: null });
    }),
  );
});

test("an address and an event of a stream are the same too, whichever order they are of, and however many came before", () => {
  fc.assert(
    fc.property(drawn, fc.nat(), (run, place) => {
      const id = "00000000-0000-4000-8000-000000000000";
      expect(steady(`/orders/${run.ids[0]}?fields=status`)).toBe(`/orders/${id}?fields=status`);
      const event = (position: number) => steady(`id: ${position}\nevent: next\ndata: ${orderOf(run)}\n\n`);
      expect(event(place)).toBe(event(100_000));
    }),
  );
});
