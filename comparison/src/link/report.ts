import type { Validation } from "./validate.ts";

/** What the model may be off by, in per cent. */
const TOLERATED_PERCENT = 10;

export const validationLine = ({ shape, link, way, modelMs, measuredMs, gapPercent }: Validation): string =>
  [
    link.padEnd(8),
    way.protocol,
    way.connections,
    shape.padEnd(20),
    `model ${modelMs.toFixed(0).padStart(5)} ms`,
    `measured ${measuredMs.toFixed(0).padStart(5)} ms`,
    `${gapPercent.toFixed(1).padStart(6)} %${isWithin(gapPercent) ? "" : "  more than 10 %"}`,
  ].join("  ");

export const isWithin = (gapPercent: number): boolean => Math.abs(gapPercent) <= TOLERATED_PERCENT;
