import { mergeTabs, type Offer, type Tab, type Tabs } from "./tabs.ts";

// GraphiQL's own keys: it keeps everything of its under this prefix.
const GRAPHIQL = "graphiql:";
const OFFERED = "threefold:offered";

/**
 * Readies what GraphiQL remembers before it starts: the tabs, the theme, and no loose editor text, which would
 * otherwise come back as one more tab.
 */
export function rememberTabs(offers: readonly Offer[], theme: string, wanted: string | undefined): Tabs {
  const left = read(`${GRAPHIQL}tabState`, isTabs);
  const tabs = mergeTabs(left, read(OFFERED, isOffers) ?? [], offers, wanted);
  write(`${GRAPHIQL}tabState`, JSON.stringify(tabs));
  write(`${GRAPHIQL}theme`, theme);
  write(OFFERED, JSON.stringify(offers));
  for (const loose of ["query", "variables", "headers"]) write(`${GRAPHIQL}${loose}`, null);
  return tabs;
}

/** What is stored and as expected; undefined when it is not, or when storage is refused. */
function read<Value>(key: string, isExpected: (value: unknown) => value is Value): Value | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return isExpected(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {}
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isTab = (value: unknown): value is Tab =>
  isObject(value) && "id" in value && "title" in value && typeof value.title === "string" && "query" in value;

const isTabs = (value: unknown): value is Tabs =>
  isObject(value) &&
  "tabs" in value &&
  Array.isArray(value.tabs) &&
  value.tabs.every(isTab) &&
  "activeTabIndex" in value &&
  typeof value.activeTabIndex === "number";

const isOffers = (value: unknown): value is Offer[] =>
  Array.isArray(value) &&
  value.every((offer) => isObject(offer) && "name" in offer && "query" in offer && "variables" in offer);
