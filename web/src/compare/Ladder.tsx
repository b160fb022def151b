import { Bars } from "./charts/Bars.tsx";
import { withUnable } from "./charts/with-unable.ts";
import { bytes, CLASSES, RUNGS, type Rung, type Screen, styleOf, wireBytes } from "./data.ts";
import { counted } from "./words.ts";

/** Each rung as a bar of all that crosses the wire: heads and requests pale, bodies by what their bytes are for. */
export const Ladder = ({ rungs, unable }: Pick<Screen, "rungs" | "unable">) => (
  <figure>
    <Bars
      label={`Bytes on the wire: ${rungs.map((rung) => `${rung.rung} ${bytes(wireBytes(rung))}`).join("; ")}`}
      bars={withUnable(
        rungs.map((rung) => ({
          name: rung.rung,
          style: styleOf(rung.rung),
          parts: partsOf(rung),
          text: `${bytes(wireBytes(rung))} bytes`,
          note: noteOf(rung),
        })),
        unable,
      )}
      legend={KINDS}
    />
  </figure>
);

const noteOf = ({ rung, requests, chain }: Rung): string =>
  `${RUNGS[rung]}; ${counted(requests, "request")}${chain > 1 ? `, ${chain} round trips` : ""}`;

/** The coded body is divided as its uncoded bytes are, as the legend says: coding has no classes. */
function partsOf({ wire, ledger, bodies }: Rung): { kind: string; value: number }[] {
  const share = bodies.raw === 0 ? 0 : wire.responseBodies / bodies.raw;
  return [
    { kind: "request", value: wire.requestHeads + wire.requestBodies },
    { kind: "head", value: wire.responseHeads },
    ...CLASSES.map((kind) => ({ kind, value: ledger[kind] * share })),
  ];
}

const KINDS: readonly (readonly [kind: string, text: string])[] = [
  ["request", "requests"],
  ["head", "response headers"],
  ["used", "used"],
  ["duplicate", "duplicate"],
  ["control", "control"],
  ["wasted", "wasted"],
];
