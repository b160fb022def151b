import { describe, expect, it } from "vitest";
import { mergeTabs, type Offer, type Tab } from "./tabs.ts";

const offer = (name: string, query = `query ${name} { a }`, variables = ""): Offer => ({ name, query, variables });
const titles = ({ tabs }: { tabs: readonly Tab[] }) => tabs.map(({ title }) => title);

const first = [offer("One"), offer("Two")];
const firstVisit = mergeTabs(undefined, [], first);

describe("someone who comes for the first time", () => {
  it("finds every operation as a tab, the first one open", () => {
    expect(titles(firstVisit)).toEqual(["One", "Two"]);
    expect(firstVisit.activeTabIndex).toBe(0);
  });

  it("finds the operation open that the address names", () => {
    expect(mergeTabs(undefined, [], first, "Two").activeTabIndex).toBe(1);
  });
});

describe("someone who comes back", () => {
  it("finds a new operation beside the tabs that were left, and the same tab open", () => {
    const left = { ...firstVisit, activeTabIndex: 1 };
    const found = mergeTabs(left, first, [offer("New"), ...first]);
    expect(titles(found)).toEqual(["One", "Two", "New"]);
    expect(found.activeTabIndex).toBe(1);
  });

  it("finds an operation's new text where the old one was not edited", () => {
    const found = mergeTabs(firstVisit, first, [offer("One", "query One { b }", '{ "n": 1 }'), offer("Two")]);
    expect(found.tabs[0]).toMatchObject({ title: "One", query: "query One { b }", variables: '{ "n": 1 }' });
  });

  it("keeps what was edited, and tabs of their own", () => {
    const edited: Tab = { ...tab(firstVisit.tabs, 0), query: "query One { mine }" };
    const own: Tab = { ...edited, id: "own", title: "Own", query: "query Own { a }" };
    const left = { tabs: [edited, own], activeTabIndex: 1 };
    const found = mergeTabs(left, first, [offer("One", "query One { b }"), offer("Two")]);
    expect(found.tabs).toEqual([edited, own]);
    expect(found.activeTabIndex).toBe(1);
  });

  it("does not find a tab again that was closed, unless the address names it", () => {
    const left = { tabs: firstVisit.tabs.slice(0, 1), activeTabIndex: 0 };
    expect(titles(mergeTabs(left, first, first))).toEqual(["One"]);
    const asked = mergeTabs(left, first, first, "Two");
    expect(titles(asked)).toEqual(["One", "Two"]);
    expect(asked.activeTabIndex).toBe(1);
  });

  it("no longer finds an operation that is gone, if it was not edited", () => {
    const found = mergeTabs({ ...firstVisit, activeTabIndex: 1 }, first, [offer("One")]);
    expect(titles(found)).toEqual(["One"]);
    expect(found.activeTabIndex).toBe(0);
  });
});

function tab(tabs: readonly Tab[], index: number): Tab {
  const found = tabs[index];
  if (!found) throw new Error(`there is no tab ${index}`);
  return found;
}
