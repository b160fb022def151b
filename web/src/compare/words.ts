/** "R1, R2 and G1". */
export function listed(names: readonly string[]): string {
  const [last, ...before] = names.toReversed();
  return before.length === 0 ? (last ?? "") : `${before.toReversed().join(", ")} and ${last}`;
}

/** "1 request", "2 requests". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** "1.6 Mbit/s". */
export const megabits = (kbps: number): string => `${(kbps / 1000).toFixed(1)} Mbit/s`;

/** A word that goes with one, or with more. */
export const verb = (names: readonly string[], one: string, many: string): string => (names.length === 1 ? one : many);

/** "12.5 %", with a minus sign that is as wide as digits are; never "−0". */
export const percent = (number: number, digits: number): string =>
  `${number
    .toFixed(digits)
    .replace(/^-(?=0(?:\.0+)?$)/, "")
    .replace("-", "−")} %`;
