import { type Rung, type Screen, wireBytes } from "./data.ts";
import { NumbersBehind } from "./NumbersBehind.tsx";
import { percent } from "./words.ts";

/** The tables behind the ladder. */
export const Numbers = ({ rungs, unable }: Pick<Screen, "rungs" | "unable">) => (
  <>
    <NumbersBehind
      label="Bytes, fields, requests and over-fetch by rung"
      titles={[
        "Rung",
        "Wire",
        "Bodies",
        "Used",
        "Repeated",
        "Duplicate",
        "Control",
        "Wasted",
        "Fields used",
        "Concurrent requests",
        "Over-fetch",
        "Incl. control",
        "Incl. control, gzip",
      ]}
      rows={rungs.map((rung) => [rung.rung, wireBytes(rung), rung.bodies.raw, ...usesOf(rung)])}
      unable={unable}
    />
    <NumbersBehind
      summary="Show body sizes by encoding"
      titles={["Rung", "uncompressed", "gzip", "br", "zstd"]}
      rows={rungs.map(({ rung, bodies: { raw, gzip, brotli, zstd } }) => [rung, raw, gzip, brotli, zstd])}
      unable={unable}
    />
  </>
);

const usesOf = ({ ledger, repeated, bodies, pruned, fields, fanOut }: Rung): (number | string)[] => [
  ledger.used,
  repeated ?? "not counted",
  ledger.duplicate,
  ledger.control,
  ledger.wasted,
  `${fields.used} of ${fields.received}`,
  fanOut,
  share(ledger.wasted + ledger.duplicate, bodies.raw),
  share(bodies.raw - ledger.used, bodies.raw),
  share(bodies.gzip - pruned, bodies.gzip),
];

/** How much of something is not shown: of the bodies uncoded, with what is for programs, and of what they weigh in gzip. */
const share = (part: number, whole: number) => percent(whole === 0 ? 0 : (100 * part) / whole, 0);
