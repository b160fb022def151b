/** The one currency that this shop sells in: sums over orders mean something. */
export const CURRENCY = "EUR";

/** An amount as the graph shows it. Amounts are counted in bigint inside, and are safe integers by construction. */
export const money = (amount: bigint | number, currency: string = CURRENCY) => ({ amount: Number(amount), currency });
