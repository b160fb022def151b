import { type Aggregate, aggregatesOf, besidesOf, heaviestOf, type Pair, pairsOf } from "@threefold/comparison";
import { screens, titleOf } from "./data.ts";

export { OTHERS } from "@threefold/comparison";

/** The bodies' bytes of each screen on two rungs. */
export const pairs = (rest: string, graphql: string): readonly Pair[] => pairsOf(screens, rest, graphql);

/** The screens that one of both cannot show, and why. */
export const unpaired = (...rungs: readonly [rest: string, graphql: string]) =>
  screens.flatMap(({ screen, unable }) =>
    unable
      .filter(({ rung }) => rungs.includes(rung))
      .map(({ rung, reason }) => `${titleOf(screen)} has no ${rung} (${reason})`),
  );

/** The paper's three aggregates beside ours. */
export const aggregates = (rest: string, graphql: string): readonly Aggregate[] => aggregatesOf(pairs(rest, graphql));

export const heaviest = (rest: string, graphql: string) => heaviestOf(pairs(rest, graphql));

export const beside = (rest: string, graphql: string) => besidesOf(screens, rest, graphql);
