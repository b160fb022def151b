import { delayOf, downloadOf, RUNG_OF, readAddress } from "./address.ts";
import { RUNGS, type Screen, screens, styleOf, titleOf } from "./data.ts";
import { PROTOCOLS } from "./times.ts";
import { FAVOURED, isStyle, leftOutBy, readTricks } from "./unfair.ts";
import { listed, megabits } from "./words.ts";

/** Something that a link asks for and there is not, and what the page has in its place. */
interface Instead {
  readonly parameter: string;
  /** What there is not, for people. */
  readonly asked: string;
  /** What the address says in its place; nothing where that goes without saying. */
  readonly value: string;
  /** The same for people. */
  readonly shown: string;
}

/**
 * Puts an address right that asks for what there is not.
 * @returns the address of what is shown, and what is to be said of it; undefined where nothing is wrong
 */
export function putRight(search: string): { readonly search: string; readonly words: string } | undefined {
  const all = insteadOf(search);
  if (all.length === 0) return undefined;
  const right = new URLSearchParams(search);
  for (const { parameter, value } of all) {
    if (value === "") right.delete(parameter);
    else right.set(parameter, value);
  }
  const [asked, shown] = [all.map((each) => `no ${each.asked}`), all.map((each) => each.shown)];
  return { search: `?${right}`, words: `There is ${listed(asked)}: the page opened with ${listed(shown)} instead.` };
}

function insteadOf(search: string): readonly Instead[] {
  const said = new URLSearchParams(search);
  const found = screens.find(({ screen }) => screen === said.get("screen"));
  const screen = found ?? screens[0];
  if (screen === undefined) return [];
  const title = titleOf(screen.screen);
  const { rttMs, downKbps, protocol } = readAddress(search).conditions;
  const { known } = readTricks(said.get("unfair") ?? "");
  const rung = (side: keyof typeof RUNG_OF, kind: string, where: string): Check => ({
    parameter: side,
    isRight: (name) => isRungOf(screen, name) && (side === "left" || side === "right" || styleOf(name) === side),
    asked: (name) => `${kind} ${name} for ${title}`,
    value: RUNG_OF[side],
    shown: `${RUNG_OF[side]} ${where}`,
  });
  const checks: readonly Check[] = [
    {
      parameter: "screen",
      isRight: () => found !== undefined,
      asked: (name) => `screen ${name}`,
      value: screen.screen,
      shown: title,
    },
    {
      parameter: "rtt",
      isRight: (text) => delayOf(text) !== undefined,
      asked: (text) => `round trip of ${text} ms`,
      value: String(rttMs),
      shown: `a ${rttMs} ms round trip`,
    },
    {
      parameter: "kbps",
      isRight: (text) => downloadOf(text) !== undefined,
      asked: (text) => `download rate of ${text} kbit/s`,
      value: String(downKbps),
      shown: megabits(downKbps),
    },
    {
      parameter: "protocol",
      isRight: (name) => Object.hasOwn(PROTOCOLS, name),
      asked: (name) => `protocol ${name}`,
      value: protocol,
      shown: PROTOCOLS[protocol],
    },
    {
      parameter: "connections",
      isRight: (name) => name === "cold" || name === "warm",
      asked: (name) => `connection state ${name}`,
      value: "cold",
      shown: "connections that must be opened first",
    },
    {
      parameter: "unfair",
      isRight: (names) => readTricks(names).unknown.length === 0,
      wrongOf: (names) => readTricks(names).unknown.join(),
      asked: (names) => `unfair option ${names}`,
      value: known.join(),
      shown: `${known.length === 0 ? "nothing" : listed(leftOutBy(known))} left out`,
    },
    {
      parameter: "favour",
      isRight: isStyle,
      asked: (name) => `side to favour ${name}`,
      value: FAVOURED,
      shown: `${FAVOURED} favoured`,
    },
    rung("rest", "REST rung", "for REST"),
    rung("graphql", "GraphQL rung", "for GraphQL"),
    rung("left", "rung", "on the left"),
    rung("right", "rung", "on the right"),
  ];
  return checks.flatMap(({ isRight, wrongOf = (text) => text, asked, ...rest }) => {
    const text = said.get(rest.parameter);
    return text === null || isRight(text) ? [] : [{ ...rest, asked: asked(quoted(wrongOf(text))) }];
  });
}

interface Check extends Omit<Instead, "asked"> {
  readonly isRight: (text: string) => boolean;
  /** What in it is wrong; all of it unless given. */
  readonly wrongOf?: (text: string) => string;
  readonly asked: (text: string) => string;
}

const isRungOf = ({ unable }: Screen, name: string) =>
  Object.hasOwn(RUNGS, name) && !unable.some(({ rung }) => rung === name);

/** A link's own words are quoted, and cut: they are not the page's. */
const quoted = (text: string) => `“${text.length > MOST ? `${text.slice(0, MOST)}…` : text}”`;
const MOST = 24;
