import { expect, it } from "vitest";
import { type CircuitOutcome, createCircuit } from "./circuit.ts";
import { virtualClock } from "./testing/clock.ts";

/** A circuit that has opened, with one request that was sent before, and is to try again. */
function reopening() {
  const clock = virtualClock();
  const circuit = createCircuit({ failureShare: 0.5, minRequests: 2, windowMs: 1_000, openMs: 100 }, clock, () => {});
  const early = circuit.admit();
  for (let i = 0; i < 2; i++) circuit.settle("unwell", circuit.admit());
  expect(circuit.admit()).toBeUndefined();
  clock.advance(100);
  const trial = circuit.admit();
  expect([circuit.state, trial?.isTrial]).toEqual(["half-open", true]);
  return { circuit, early, trial };
}

it.each<CircuitOutcome>(["unknown", "unwell"])(
  "one request alone tries a half-open circuit, whatever comes (%s) of those that were sent before it opened",
  (outcome) => {
    const { circuit, early, trial } = reopening();
    circuit.settle(outcome, early);
    expect([circuit.state, circuit.admit()]).toEqual(["half-open", undefined]);
    circuit.settle("well", trial);
    expect(circuit.state).toBe("closed");
  },
);

it("a trial that says nothing lets another begin", () => {
  const { circuit, trial } = reopening();
  circuit.settle("unknown", trial);
  expect(circuit.admit()).toMatchObject({ isTrial: true });
});

it("good news of before it opened closes it", () => {
  const { circuit, early } = reopening();
  circuit.settle("well", early);
  expect(circuit.state).toBe("closed");
});
