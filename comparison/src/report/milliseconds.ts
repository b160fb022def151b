import type { Interval } from "../times/statistics.ts";

const number = (ms: number) => (ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString("en"));

/** A time, or CPU, for people. */
export const milliseconds = (ms: number): string => `${number(ms)} ms`;

/** The same with its 95 % interval, where there is one. */
export const withInterval = (ms: number, interval: Interval | undefined): string =>
  interval ? `${milliseconds(ms)} (${number(interval.low)}–${number(interval.high)})` : milliseconds(ms);
